import type { ClientKey } from './clients';

/**
 * A deal: client, what is sold (`service:quantity`, one piece unless told), days from today to the expected end, and its documents
 * (`kind@days ago`, with `:draft` or `:cancelled` if it is that).
 */
export type ExampleDeal = readonly [client: ClientKey, sells: string, days: number, documents?: string];

/** Deals by the stage they have come to, in the order of a new account's stages; those that are lost stand below. */
export const DEALS: readonly (readonly ExampleDeal[])[] = [
  [
    ['drukarz', 'hedge:80', 45],
    ['piekarz', 'pots:12', 20],
    ['optyk', 'lighting:6', 31],
    ['parafia', 'trees:9', 60],
    ['arena', 'lawn:2400', 52],
    ['domar', 'care:12', 14],
    ['szkola', 'meadow:350', 38],
    ['ksiazka', 'pergola', 41],
    ['auto', 'fence:90', 27],
    ['zawada', 'design', 18],
    ['pietrzyk', 'terrace:22', 35],
    ['stolarz', 'path:40', 24],
  ],
  [
    ['szklarnie', 'irrigation:600', 12, 'vat@0:draft'],
    ['kwiaty', 'greenroof:75', 9, 'vat@2:draft'],
    ['parafia', 'path:110', 21, 'vat@27:cancelled'],
    ['solar', 'supervision:40', 16],
    ['medyk', 'planting:60 lighting:10', 10],
    ['bielska', 'design visual', 6],
    ['logis', 'meadow:3000', 28],
    ['nova', 'wall:14', 33],
    ['zarzad', 'care:24', 17],
    ['fit', 'terrace:64', -3],
  ],
  [
    ['palma', 'pergola', 8, 'proforma@3'],
    ['termy', 'lawn:1500 irrigation:1500', 15, 'estimate@7'],
    ['nova', 'planting:60', 5, 'proforma@1'],
    ['zahrada', 'design', 11, 'proforma@13'],
    ['browar', 'terrace:120 lighting:20', 19],
    ['osiedle', 'trees:30 hedge:220', 23],
    ['kancelaria', 'care:12', 4],
    ['slask', 'greenroof:210', 30],
    ['willa', 'pond planting:75', 13],
    ['gmina', 'meadow:5200', 26],
    ['akademia', 'wall:10', -5],
  ],
  [
    ['lipa', 'terrace:36 lighting:8', -70, 'proforma@82 vat@71'],
    ['browar', 'design visual', -84, 'vat@86'],
    ['klonowa', 'planting:120 lawn:300', -55, 'estimate@66 vat@52'],
    ['medyk', 'path:85', -49, 'vat@47'],
    ['akademia', 'lawn:420 fence:60', -61, 'proforma@74 vat@59'],
    ['dwor', 'pond planting:200 lighting:24', -30, 'vat@31'],
    ['kancelaria', 'greenroof:55', -41, 'proforma@58 vat@40'],
    ['osiedle', 'design planting:340 lawn:900', -33, 'vat@36'],
    ['logis', 'hedge:260', -21, 'vat@20'],
    ['fit', 'care:6', -77, 'vat@78'],
    ['arena', 'wall:32', -17, 'vat@16'],
    ['odra', 'greenroof:120 irrigation:120', -44, 'estimate@60 proforma@51 vat@43'],
    ['mostowa', 'planting:90', -26, 'vat@25'],
    ['ogrodek', 'pergola terrace:28', -38, 'vat@39'],
    ['slask', 'care:12', -66, 'vat@67'],
    ['willa', 'design', -58, 'vat@57'],
    ['wino', 'fence:240', -12, 'vat@11'],
    ['garten', 'design visual', -52, 'vat@50'],
    ['gmina', 'trees:45', -9, 'proforma@22 vat@8'],
    ['nowicki', 'pond', -6, 'receipt@5'],
  ],
];

/** Lost deals with the reason, a key below `example.lost.`. */
export const LOST_DEALS: readonly (readonly [client: ClientKey, sells: string, days: number, reason: string])[] = [
  ['dwor', 'meadow:4000', -62, 'price'],
  ['stolarz', 'terrace:30', -48, 'self'],
  ['palma', 'irrigation:150', -40, 'competitor'],
  ['ogrodek', 'greenroof:60', -29, 'price'],
  ['solar', 'hedge:140', -23, 'silent'],
  ['szkola', 'terrace:45', -15, 'postponed'],
  ['optyk', 'design', -7, 'competitor'],
];
