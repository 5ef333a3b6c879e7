import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useCreateInstances } from '#data/instances/instances.mutations.ts'
import { profileQuery, useSaveAssumptions } from '#data/profiles/profiles.queries.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { sampleAssumptions, samplePortfolio } from '#domain/instances/sample-portfolio.ts'
import { notifyDone } from '#ui/notify.tsx'
import { focusPageHeading } from '#ui/page-heading.ts'

/** Fills an empty account with a believable household to try everything on. */
export function LoadSampleButton() {
  const queryClient = useQueryClient()
  const { mutateAsync: saveAssumptions } = useSaveAssumptions()
  const { mutateAsync: createInstances } = useCreateInstances()
  // A retry after a lost answer must not load it twice.
  const [sample] = useState(() =>
    samplePortfolio(currentMonth(new Date())).map((instance) => ({
      ...instance,
      requestId: crypto.randomUUID(),
    })),
  )
  const { mutate, isPending } = useMutation({
    meta: { failed: 'The sample portfolio was not loaded' },
    mutationFn: async () => {
      // Harmless when the next step fails, and repeated by the next try; what the user has set stays.
      const profile = await queryClient.ensureQueryData(profileQuery)
      await saveAssumptions({
        began: profile,
        assumptions: { ...sampleAssumptions, ...profile?.assumptions },
      })
      await createInstances(sample)
    },
    onSuccess: () => {
      focusPageHeading()
      notifyDone('The sample portfolio is loaded. Change or delete whatever you like.')
    },
  })
  return (
    <Button variant="default" loading={isPending} onClick={() => mutate()}>
      Load a sample portfolio
    </Button>
  )
}
