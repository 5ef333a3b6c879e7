/** The user's own tax brackets, written as text because params and assumptions are flat: `0:0, 18200:16`. */

export interface TaxBracket {
  /** Taxable income a year from which the rate applies. */
  readonly from: number
  /** Percent of each further unit of income. */
  readonly rate: number
}

const pairPattern = '[0-9]+([.][0-9]+)? *: *[0-9]+([.][0-9]+)?'

/** The form alone, which the database can check too; `parseTaxBrackets` also checks the order and the rates. */
export const bracketsPattern = `^ *${pairPattern} *(, *${pairPattern} *)*$`

const pair = /^(\d+(?:\.\d+)?)\s*:\s*(\d+(?:\.\d+)?)$/

/**
 * Reads `income:rate` pairs separated by commas, incomes rising from 0, rates 0–100 percent.
 * Returns the brackets, or the message that says to a person what is wrong.
 */
export function parseTaxBrackets(text: string): { brackets: readonly TaxBracket[] } | { error: string } {
  const brackets: TaxBracket[] = []
  for (const part of text.split(',')) {
    const match = pair.exec(part.trim())
    if (!match) return { error: `“${part.trim()}” is not a pair such as 45000:30 (income, colon, rate).` }
    const bracket = { from: Number(match[1]), rate: Number(match[2]) }
    if (bracket.rate > 100) return { error: `The rate ${bracket.rate} is above 100 percent.` }
    const previous = brackets.at(-1)
    if (!previous && bracket.from !== 0) return { error: 'The first pair must begin at an income of 0.' }
    if (previous && bracket.from <= previous.from)
      return { error: `The income ${bracket.from} must be above ${previous.from}, the one before it.` }
    brackets.push(bracket)
  }
  return { brackets }
}
