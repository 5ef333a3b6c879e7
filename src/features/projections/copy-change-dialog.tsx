import { Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import { carryChangesMutation } from '#data/scenario-instances/scenario-instances.mutations.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { scenariosQuery } from '#data/scenarios/scenarios.queries.ts'
import { useWrite } from '#data/writes.ts'
import type { JointChange } from '#domain/changes/joint.ts'
import { byName } from '#lib/by-name.ts'
import { useRequestIds } from '#lib/request-ids.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { notifyDone } from '#ui/notify.tsx'
import { SendingForm } from '#ui/sending-form.tsx'

interface CopyChangeProps {
  /** The scenario that it is copied from. */
  scenarioId: string
  change: JointChange<ScenarioInstance>
  /** The change in one line. */
  line: string
  onClose: () => void
}

/** Asks into which other scenario a change is to be copied. */
export function CopyChangeDialog({ isOpen, ...props }: CopyChangeProps & { isOpen: boolean }) {
  return (
    <Modal
      opened={isOpen}
      onClose={props.onClose}
      title="Copy to another scenario"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <CopyChangeForm {...props} />
    </Modal>
  )
}

function CopyChangeForm({ scenarioId, change, line, onClose }: CopyChangeProps) {
  const { data: scenarios = [] } = useQuery(scenariosQuery)
  const { locale } = useFormat()
  const others = scenarios
    .filter(({ id, status }) => id !== scenarioId && status !== 'archived')
    .sort(byName(locale))
  const [chosen, setChosen] = useState<string>()
  const target = others.find(({ id }) => id === chosen) ?? others[0]
  const requestIds = useRequestIds()
  const copy = useWrite(carryChangesMutation, {
    failed:
      change.parts.length === 1
        ? `“${target?.name}” was not changed`
        : `It was not copied to “${target?.name}” in full: copy it once more`,
    onSuccess: (_, [first]) => {
      requestIds.settle()
      notifyDone(`Copied to “${first?.target.name}”: ${line}`)
    },
    onSuccessHere: onClose,
  })
  return (
    <SendingForm
      isSending={copy.isPending}
      onSubmit={(event) => {
        event.preventDefault()
        if (!target) return
        const decision = { id: change.id, target: target.id }
        copy.mutate(
          change.parts.map((part) => ({
            change: part,
            target,
            requestId: requestIds.for(decision, part.id),
          })),
        )
      }}
      foot={
        <>
          {copy.error !== null && <ErrorState error={copy.error} title={copy.failed} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={copy.isPending} disabled={!target}>
              Copy
            </Button>
          </Group>
        </>
      }
    >
      <Stack gap="sm">
        <Text fw={550}>{line}</Text>
        {target ? (
          <>
            <NativeSelect
              label="Into"
              data={others.map(({ id, name }) => ({ value: id, label: name }))}
              value={target.id}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data-autofocus
            />
            <Text size="sm">{whatHappens(change, target)}</Text>
          </>
        ) : (
          <Text>There is no other scenario yet. Create one, and copy the change into it then.</Text>
        )}
      </Stack>
    </SendingForm>
  )
}

/** In a sentence or two, before it is done. */
function whatHappens({ parts: [{ copy, decision }, ...others] }: JointChange, { name }: Scenario): string {
  const stays = 'This scenario stays as it is.'
  if (others.length > 0)
    return `All ${others.length + 1} of its changes are made in “${name}”, whatever it says of these fields now. What it has no copy of yet is copied first, as in reality now; what is new gets one like it. ${stays}`
  if (!copy) return `“${name}” will assume this too, whatever it assumes now. ${stays}`
  const isSecured = copy.params.secured_on !== undefined
  if (decision === 'new')
    return `“${name}” gets one like it, of its own${isSecured ? '; a property that only this scenario has comes along, unless one of its name is there' : ''}. ${stays}`
  return `The copy of “${copy.base?.name ?? copy.name}” in “${name}” will say this, whatever it says now; where there is none yet, it is made first, as in reality now. ${stays}`
}
