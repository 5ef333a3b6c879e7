/** What choosing a country changes for somebody, and what stays because they have said it themselves. */
import type { FieldDefinition, Params, Scalar } from '../instances/types.ts'
import { assumptionFields } from '../scenarios/assumption-fields.ts'
import { isAssumptionRelevant, resolveAssumptions } from '../scenarios/assumptions.ts'
import { assumptionsOf, type Country } from './country.ts'
import { displayIn } from './guess-country.ts'

/** Of a profile. */
export interface Chosen {
  readonly country: Country | null
  readonly currency: string
  readonly locale: string
  /** What they have said themselves, sparse. */
  readonly assumptions: Params
}

/** What profiles begin with, before anybody has said anything. */
const untouched = { currency: 'AUD', locale: 'en-AU' }

interface ChangedAssumption {
  readonly field: FieldDefinition
  readonly before: Scalar | null
  readonly after: Scalar | null
}

export interface ChangeOfCountry {
  /** The currency and locale from then on: their own stay. */
  readonly display: { readonly currency: string; readonly locale: string }
  /** Assumptions that follow defaults, where these have an effect there. */
  readonly assumptions: readonly ChangedAssumption[]
  /** Assumptions that have other defaults there and stay, since they have said them themselves. */
  readonly kept: readonly FieldDefinition[]
}

/** What becomes of a profile with another country; `languages` are those of the browser. */
export function changeOfCountry(now: Chosen, to: Country, languages: readonly string[]): ChangeOfCountry {
  const [given, wanted] = [
    now.country ? displayIn(now.country, languages) : untouched,
    displayIn(to, languages),
  ]
  const follow = (key: 'currency' | 'locale') => (now[key] === given[key] ? wanted[key] : now[key])
  const [formerly, then] = [assumptionsOf(now.country), assumptionsOf(to)]
  const [before, after] = [formerly, then].map((defaults) =>
    resolveAssumptions(defaults, now.assumptions),
  ) as [ReturnType<typeof resolveAssumptions>, ReturnType<typeof resolveAssumptions>]
  const [defaultsBefore, defaultsAfter] = [resolveAssumptions(formerly), resolveAssumptions(then)]
  return {
    display: { currency: follow('currency'), locale: follow('locale') },
    assumptions: assumptionFields
      .filter(({ key }) => before[key] !== after[key] && isAssumptionRelevant(key, after))
      .map((field) => ({ field, before: before[field.key] ?? null, after: after[field.key] ?? null })),
    kept: assumptionFields.filter(
      ({ key }) => key in now.assumptions && defaultsBefore[key] !== defaultsAfter[key],
    ),
  }
}
