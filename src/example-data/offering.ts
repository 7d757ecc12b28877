/** What the example firm sells, under the keys of its texts `example.service.<key>`: unit (a key below `example.unit.`), net price in PLN, VAT rate. */
export const OFFERING = {
  design: ['service', 4800, '23'],
  visual: ['service', 1500, '23'],
  supervision: ['hour', 180, '23'],
  planting: ['m2', 38, '8'],
  lawn: ['m2', 24, '8'],
  meadow: ['m2', 14, '8'],
  irrigation: ['m2', 35, '23'],
  terrace: ['m2', 620, '23'],
  path: ['m2', 290, '23'],
  greenroof: ['m2', 410, '23'],
  wall: ['metre', 840, '23'],
  fence: ['metre', 380, '23'],
  hedge: ['metre', 28, '8'],
  pergola: ['piece', 9800, '23'],
  lighting: ['piece', 480, '23'],
  pond: ['piece', 14500, '23'],
  trees: ['piece', 640, '8'],
  felling: ['piece', 850, '8'],
  care: ['month', 950, '8'],
  plants: ['piece', 45, '8'],
  pots: ['piece', 160, '23'],
  workshop: ['piece', 350, 'zw'],
  mower: ['piece', 2400, '23'],
  sculpture: ['piece', 5200, '23'],
} as const satisfies Record<string, [unit: string, net: number, rate: string]>;

export type ServiceKey = keyof typeof OFFERING;
