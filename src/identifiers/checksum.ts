/** Sum of the digits, each times the weight at its place: what the check digits of Polish identifiers are made of. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0);
}
