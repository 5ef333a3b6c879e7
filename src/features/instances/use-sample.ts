import { useIsMutating } from '@tanstack/react-query'
import { useNavigate } from 'react-router-dom'
import { z } from 'zod'
import { useUser } from '#data/auth/session.tsx'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { loadSampleKey, loadSampleMutation, SampleUnfinishedError } from '#data/sample/sample.mutations.ts'
import { namesOfSample, type SampleBegun } from '#data/sample/sample-requests.ts'
import { useWrite } from '#data/writes.ts'
import { currentMonth, isMonth, type Month } from '#domain/calendar/month.ts'
import { countryOf } from '#domain/countries/countries.ts'
import type { Country } from '#domain/countries/country.ts'
import { paths } from '#lib/paths.ts'
import { loadTabNote, storeTabNote } from '#lib/tab-drafts.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'

const note = 'sample'

const notedSchema = z.object({
  month: z.custom<Month>((value) => typeof value === 'string' && isMonth(value)),
  country: z.string().nullable().transform(countryOf),
  requestIds: z.record(z.string(), z.guid()).transform((ids) => new Map(Object.entries(ids))),
})

/** The loading that this tab has begun and not finished; null where there is none. */
function begunBy(userId: string): SampleBegun | null {
  return notedSchema.safeParse(loadTabNote(userId, note)).data ?? null
}

function beginning(country: Country | null): SampleBegun {
  const month = currentMonth(new Date())
  const { instances, scenarios } = namesOfSample({ month, country })
  const requestIds = new Map([...instances, ...scenarios].map((name) => [name, crypto.randomUUID()]))
  return { month, country, requestIds }
}

/** Loads the sample, or the rest of it, and leads to the decision that it is about. */
export function useSample() {
  const { id: userId } = useUser()
  const { country } = usePreferences()
  const navigate = useNavigate()
  const isLoading = useIsMutating({ mutationKey: loadSampleKey }) > 0
  const forget = () => storeTabNote(userId, note, null)
  const { mutate } = useWrite(loadSampleMutation, {
    failed: (error) =>
      error instanceof SampleUnfinishedError
        ? 'The sample portfolio is loaded in part'
        : 'The sample portfolio was not loaded',
    onSuccess: () => {
      forget()
      notifyDone('The sample portfolio is loaded. Change or delete whatever you like.')
    },
    onSuccessHere: ({ scenarios }) => {
      if (scenarios.length > 0) navigate(paths.compareScenarios(scenarios.map(({ id }) => id)))
      else focusPageHeading()
    },
    isSaidInNotice: true,
  })
  return {
    isLoading,
    begun: begunBy(userId),
    load: () => {
      // A retry after a lost answer, or after a reload, must not load it twice.
      const begun = begunBy(userId) ?? beginning(country)
      storeTabNote(userId, note, {
        month: begun.month,
        country: begun.country?.code ?? null,
        requestIds: Object.fromEntries(begun.requestIds),
      })
      mutate(begun)
    },
    forget,
  }
}
