/**
 * The one rule for the sign of debt. Wherever an amount of debt stands for itself among what is owned, as a row, a
 * column, a card, a line of a chart or of a download, it is below zero, so that what stands together adds up to net
 * worth and a larger debt is the lower figure. A label or a sentence that speaks of the size of a debt ("Balance owed",
 * "a loan of $498,000", "overdraft", "repaid") gives it without a sign, as forms and the engine hold it.
 */
export function owed(debt: number): number {
  return debt === 0 ? 0 : -debt
}
