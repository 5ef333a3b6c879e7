import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useState } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import type { Month } from '#domain/calendar/month.ts'
import type { FieldDefinition } from '#domain/instances/types.ts'
import { longestStressTestName, type OwnStressTest } from '#domain/scenarios/own-stress-tests.ts'
import { type ShockFigure, shockFigure, shockFigureKeys } from '#domain/scenarios/shock-figures.ts'
import { changeWords } from '#domain/scenarios/stress-words.ts'
import { type Draft, type Drafts, draftsOf, draftValue, problemOf } from '#fields/drafts.ts'
import { FieldInput } from '#fields/field-input.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { useFormat } from '#ui/format.ts'
import { SendingForm } from '#ui/sending-form.tsx'
import { useUnsavedWork } from '#ui/unsaved-work.ts'
import { useSavingStressTest } from './use-own-stress-tests.ts'

const name: FieldDefinition = {
  key: 'name',
  type: 'text',
  max: longestStressTestName,
  required: true,
  default: null,
  label: 'Name',
  help: 'Such as “Crash in 2030”.',
  group: '',
}

/** What there is to say of a figure: by how much, when, and for how long unless it happens at once. */
function fieldsOf(figure: ShockFigure): readonly FieldDefinition[] {
  const { size, isFall } = shockFigure(figure)
  const from = { key: 'from', type: 'month', default: null, group: '' } as const
  const by: FieldDefinition = {
    ...size,
    key: 'by',
    required: true,
    default: null,
    label: 'By how much',
    help: 'With a minus where it is less, such as -2.',
    group: '',
  }
  if (isFall)
    return [
      name,
      by,
      {
        ...from,
        label: 'In',
        help: 'The month that begins with it. Left empty, the projection begins with it.',
      },
    ]
  return [
    name,
    by,
    { ...from, label: 'From', help: 'The first month. Left empty, it begins with the projection.' },
    {
      key: 'months',
      type: 'integer',
      unit: 'months',
      min: 1,
      max: 720,
      default: null,
      label: 'For how long',
      help: 'Left empty, it is for good.',
      group: '',
    },
  ]
}

function problemIn(
  field: FieldDefinition,
  drafts: Drafts,
  format: ReturnType<typeof useFormat>,
): string | null {
  const draft = drafts[field.key]
  const problem = problemOf(field, draft, format)
  if (problem !== null) return problem
  const value = draftValue(draft)
  if (field.key === 'by' && Math.abs(Number(value)) < 0.005) return 'A change by nothing tests nothing.'
  if (field.key === 'name' && /[|;]/.test(String(value))) return 'Leave out “|” and “;”.'
  return null
}

function testOf(figure: ShockFigure, drafts: Drafts): OwnStressTest {
  const value = (key: string) => draftValue(drafts[key])
  const months = shockFigure(figure).isFall ? null : value('months')
  return {
    name: String(value('name')),
    figure,
    by: Number(value('by')),
    from: value('from') as Month | null,
    months: months === null ? null : Number(months),
  }
}

interface StressFormProps {
  /** The one to change; null for a new one. */
  began: OwnStressTest | null
  scenario: Scenario | null
  onClose: () => void
}

/** A stress test of the user's own: which figure moves, by how much, when and for how long. */
export function StressForm({ began, scenario, onClose }: StressFormProps) {
  const format = useFormat()
  const [figure, setFigure] = useState<ShockFigure>(began?.figure ?? 'share_value')
  const fields = fieldsOf(figure)
  const [drafts, setDrafts] = useState<Drafts>(() => begunDrafts(began))
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const { save, isPending, error, failed } = useSavingStressTest(scenario, onClose)
  useUnsavedWork(left.size > 0)
  const problems = new Map(fields.map((field) => [field.key, problemIn(field, drafts, format)]))
  const isReady = [...problems.values()].every((problem) => problem === null)

  function handleChange(key: string, draft: Draft) {
    setDrafts((before) => ({ ...before, [key]: draft }))
  }
  function handleBlur(key: string) {
    setLeft((before) => new Set(before).add(key))
  }
  return (
    <SendingForm
      isSending={isPending}
      onSubmit={(event) => {
        event.preventDefault()
        setLeft(new Set(fields.map(({ key }) => key)))
        if (isReady) save(testOf(figure, drafts), began)
      }}
      foot={
        <>
          {error !== null && <ErrorState error={error} title={failed} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isPending}>
              {began ? 'Save' : 'Add'}
            </Button>
          </Group>
        </>
      }
    >
      <NativeSelect
        label="What changes"
        data={shockFigureKeys.map((value) => ({ value, label: shockFigure(value).label }))}
        value={figure}
        onChange={(event) => setFigure(event.currentTarget.value as ShockFigure)}
      />
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          draft={drafts[field.key] ?? ''}
          error={left.has(field.key) ? (problems.get(field.key) ?? null) : null}
          caution={null}
          onChange={handleChange}
          onBlur={handleBlur}
        />
      ))}
      {isReady && (
        <Text size="sm" c="dimmed" role="status">
          {changeWords(testOf(figure, drafts), format)}.
        </Text>
      )}
    </SendingForm>
  )
}

function begunDrafts(began: OwnStressTest | null): Drafts {
  if (!began) return {}
  const { name: called, by, from, months } = began
  return draftsOf(fieldsOf('loan_rate'), {
    name: called,
    by,
    ...(from === null ? {} : { from }),
    ...(months === null ? {} : { months }),
  })
}
