import { Button } from '@mantine/core'
import { useMemo, useState } from 'react'
import { loadHouseholdMutation } from '#data/instances/instances.mutations.ts'
import { usePreferences } from '#data/profiles/use-preferences.ts'
import { useWrite } from '#data/writes.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'

/** Fills an empty account with a believable household to try everything on. */
export function LoadSampleButton() {
  const { country } = usePreferences()
  // A retry after a lost answer must not load it twice.
  const [requestIds] = useState(() => new Map<string, string>())
  const sample = useMemo(() => {
    const month = currentMonth(new Date())
    const instances = samplePortfolio(month, country).map((instance) => {
      const requestId = requestIds.get(instance.name) ?? crypto.randomUUID()
      requestIds.set(instance.name, requestId)
      return { ...instance, requestId }
    })
    return { assumptions: sampleAssumptions(month), instances }
  }, [country, requestIds])
  const { mutate, isPending } = useWrite(loadHouseholdMutation, {
    failed: 'The sample portfolio was not loaded',
    onSuccess: () => notifyDone('The sample portfolio is loaded. Change or delete whatever you like.'),
    onSuccessHere: focusPageHeading,
    isSaidInNotice: true,
  })
  return (
    <Button variant="default" loading={isPending} onClick={() => mutate(sample)}>
      Load a sample portfolio
    </Button>
  )
}
