/** What a country means for somebody who begins there: how figures look, what is assumed, and what is called how. */
import type { Params, Scalar } from '../instances/types.ts'

/** Who publishes a figure, and where. */
export interface Source {
  readonly title: string
  readonly address: string
}

/** An assumption that somebody of this country begins with. */
export interface CountryDefault {
  /** Of the catalogue of assumptions. */
  readonly key: string
  readonly value: Scalar
  /** A sentence: why this and nothing else. */
  readonly why: string
  readonly source?: Source
}

type RentPeriod = 'week' | 'month'

export interface Country {
  /** ISO 3166-1 alpha-2; `ZZ`, which it leaves to its users, is anywhere else. */
  readonly code: string
  readonly name: string
  /** ISO 4217. */
  readonly currency: string
  /** BCP 47. */
  readonly locale: string
  /** What rents are quoted for; they are stored a week everywhere. */
  readonly rentPeriod: RentPeriod
  /** What tax is reckoned, and what is left out: a sentence for an investor. */
  readonly tax: string
  readonly defaults: readonly CountryDefault[]
  /** Help of fields in words of the country, by the field's key; the catalogue's where there is none. */
  readonly help: Readonly<Record<string, string>>
  /** Keys of fields that hardly anybody there has a use for: forms show them after the others. */
  readonly seldom: ReadonlySet<string>
  /** What the household of the sample has there. */
  readonly sample: {
    /** The name of what it lets, and the word for such a dwelling. */
    readonly flat: string
    readonly dwelling: string
    readonly pension: string
    /** Its salary a month, as tax is reckoned there: about as much is left of it everywhere. */
    readonly salary: number
  }
}

/** The assumptions of a country, sparse: what a profile says lies over them. */
export function assumptionsOf(country: Country | null): Params {
  return Object.fromEntries((country?.defaults ?? []).map(({ key, value }) => [key, value]))
}
