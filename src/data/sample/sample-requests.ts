/** What has to be written for the sample, in requests that can be repeated. */
import type { Month } from '#domain/calendar/month.ts'
import type { Country } from '#domain/countries/country.ts'
import { scenarioDocument } from '#domain/documents/write-document.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { type SampleScenario, sampleQuestion, sampleScenarios } from '#domain/instances/sample-scenarios.ts'
import { AppError } from '../errors.ts'
import type { Instance } from '../instances/instance.ts'

/** One loading of the sample: begun in a month, for a country. All that follows from it is the same at each try. */
export interface SampleBegun {
  readonly month: Month
  readonly country: Country | null
  /** The request id for each investment and each scenario, by its name. */
  readonly requestIds: ReadonlyMap<string, string>
}

/** The names of the investments and the scenarios of the sample. */
export function namesOfSample({ month, country }: Omit<SampleBegun, 'requestIds'>) {
  return {
    instances: samplePortfolio(month, country).map(({ name }) => name),
    scenarios: sampleScenarios(month, country).map(({ name }) => name),
  }
}

export function sampleRequests({ month, country, requestIds }: SampleBegun) {
  const withRequestId = <Named extends { readonly name: string }>(named: Named) => {
    const requestId = requestIds.get(named.name)
    if (requestId === undefined) throw new Error(`The sample has no request for “${named.name}”.`)
    return { ...named, requestId }
  }
  return {
    assumptions: sampleAssumptions(month),
    instances: samplePortfolio(month, country).map(withRequestId),
    /** In the order in which they are compared. `rows`: the investments as the server has them. */
    scenarios: (rows: readonly Instance[]) =>
      sampleScenarios(month, country)
        .map(withRequestId)
        .map(({ requestId, ...scenario }) => ({
          requestId,
          document: documentOf(scenario, sampleQuestion(country), rows, month, country),
        })),
  }
}

/** A copy of each investment, with the content that was loaded as its base: also where it was edited since the first try. @throws AppError `conflict` without one of that name. */
function documentOf(
  { name, description, changes, added }: SampleScenario,
  question: string,
  rows: readonly Instance[],
  month: Month,
  country: Country | null,
) {
  const copies = samplePortfolio(month, country).map(({ kind, ...base }) => {
    const row = rows.find((one) => one.name === base.name)
    if (!row)
      throw new AppError(
        'conflict',
        `They need “${base.name}”, which has been renamed or deleted since: give it this name again, or restore it.`,
      )
    const params = { ...base.params, ...changes.get(base.name) }
    return { ...base, params, kind, source_instance_id: row.id, lineage_id: row.lineage_id, base }
  })
  const own = added.map((one) => ({ ...one, source_instance_id: null, lineage_id: null, base: null }))
  return scenarioDocument({ name, description, status: 'draft', tags: [question], assumptions: {} }, [
    ...copies,
    ...own,
  ])
}
