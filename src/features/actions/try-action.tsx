import { Paper, Select, Stack, Text, Title } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { type ReactNode, useId, useMemo } from 'react'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type Action, holdingsFor } from '#domain/actions/action.ts'
import { type ActionId, actionNames } from '#domain/actions/action-names.ts'
import { editedRows, withValues } from '#domain/actions/edits.ts'
import { counts } from '#domain/instances/counted.ts'
import { completeValues } from '#domain/instances/defaults.ts'
import { nameLimit } from '#domain/instances/schema.ts'
import type { Params } from '#domain/instances/types.ts'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { FieldGroups } from '#fields/field-groups.tsx'
import { BesideInputs } from '#fields/figures-panel.tsx'
import { FormFrame } from '#fields/form-frame.tsx'
import type { RenderEffect, Typed } from '#fields/typed.ts'
import { cutText } from '#lib/cut-text.ts'
import { useGuide } from '#lib/guide.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { FiguresOfAction, OutcomeOfAction } from './action-figures.tsx'
import { EditsList } from './edits-list.tsx'
import { useActionForm } from './use-action-form.ts'
import { useAttempts, useDeciding } from './use-deciding.ts'
import { type Stored, useActionPlan } from './use-stored.ts'
import { WriteProblem } from './write-problem.tsx'

interface Rows {
  readonly rows: readonly ScenarioRow[]
  readonly assumptions: Params
}

interface WrittenRows extends Rows {
  /** The scenario as it is. */
  readonly before: Rows
}

/** Shows what all of a scenario would mean as it would be written. */
export type RenderRowsEffect = RenderEffect<WrittenRows>

/** Shows what the action itself comes to, by the id of the row it is about; it stands between the questions and what is written. */
export type RenderOutcome = (typed: Typed<WrittenRows>, about: string) => ReactNode

const noAssumptions: Params = {}

interface TryActionProps {
  actionId: ActionId
  action: Action
  /** Of what it is done to in the beginning; null: whichever comes first. */
  lineageId: string | null
  /** Null: it is tried in a new one. */
  scenario: Scenario | null
  /** The new one has been created, and what follows in it failed. */
  onBegun: (scenario: Scenario) => void
  stored: Stored
  pausedBecause: string | null
  renderEffect: RenderRowsEffect
  renderOutcome?: RenderOutcome | undefined
}

/** The questions of an action, what the answers would mean, and writing them. */
export function TryAction(props: TryActionProps) {
  const { actionId, action, lineageId, scenario, onBegun, stored, pausedBecause } = props
  const { renderEffect, renderOutcome } = props
  const { reality } = stored
  const { label } = actionNames[actionId]
  const writtenId = useId()
  const attempts = useAttempts(stored.rows)
  const { rows } = attempts
  const plan = useActionPlan(scenario, { ...stored, rows })
  const asking = useActionForm(action, plan, lineageId)
  const { form, proposed: edits, holding, questions, more = [], problem } = asking
  const created = {
    name: cutText(holding ? `${label}: ${holding.name}` : label, nameLimit),
    instanceIds: reality.filter(({ status }) => status === 'active').map(({ id }) => id),
  }
  const deciding = useDeciding({ label, scenario, created, attempts, isDirty: asking.isDirty, onBegun })
  const assumptions = scenario?.assumptions ?? noAssumptions
  const before = useMemo(() => ({ rows, assumptions }), [rows, assumptions])
  const content = useMemo(() => {
    if (!edits) return { ...before, before }
    const isAssumed = Object.keys(edits.assumptions).length > 0
    return {
      rows: editedRows(reality, rows, edits),
      assumptions: isAssumed ? withValues(assumptions, edits.assumptions) : assumptions,
      before,
    }
  }, [edits, before, rows, reality, assumptions])
  const guide = useGuide()
  const back = scenario
    ? paths.scenario(scenario.id)
    : paths.tryActions(null, guide.isOn ? null : holding?.id)

  const candidates = holdingsFor(action, plan)
  const none =
    action.of === null ? (action.whyNot?.(plan) ?? null) : candidates.length === 0 ? action.of.none : null
  if (none !== null)
    return (
      <EmptyState
        icon={<IconHelpCircle size={32} />}
        title="There is nothing to try this on"
        actions={
          <LinkButton to={guide.keep(paths.tryActions(scenario?.id ?? null))}>Try something else</LinkButton>
        }
      >
        {none}
      </EmptyState>
    )
  const answered = completeValues(questions, form.values)
  const typed = { content, problem: edits === null ? problem : null, sliders: null }
  const first = questions.map(({ key }) => key).filter((key) => !more.includes(key))
  return (
    <FormFrame
      submitLabel="Do it"
      isSubmitting={deciding.isPending}
      pausedBecause={pausedBecause}
      onValidate={asking.validate}
      onSubmit={() => {
        const decided = asking.proposedNow()
        if (decided) deciding.decide(decided)
      }}
      refusedCount={Object.keys(form.errors).length}
      problem={deciding.error && <WriteProblem attempt={deciding} written={attempts.written} />}
      secondaryActions={
        <LinkButton variant="subtle" to={guide.keep(back)}>
          Cancel
        </LinkButton>
      }
    >
      <BesideInputs
        figures={renderEffect(typed, <FiguresOfAction action={actionId} plan={plan} edits={edits} />)}
      >
        {action.of !== null && holding && (
          <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
            <Select
              label={action.of.question}
              data={candidates.map((one) => ({ value: one.lineageId, label: one.name }))}
              value={holding.lineageId}
              allowDeselect={false}
              onChange={(other) => other && asking.choose(other)}
            />
          </Paper>
        )}
        <FieldGroups
          key={form.turn}
          groups={[{ key: 'questions', label: 'What would you do?', first }]}
          fields={questions.filter((question) => counts(question, answered))}
          drafts={form.drafts}
          errors={form.errors}
          cautions={{}}
          onChange={form.change}
          onLeave={form.leave}
        />
        {holding && renderOutcome?.(typed, holding.id)}
        <OutcomeOfAction action={actionId} plan={plan} holding={holding} edits={edits} />
        <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-labelledby={writtenId}>
          <Stack gap="xs">
            <Title order={2} fz="lg" id={writtenId}>
              What is written
            </Title>
            <Text size="sm" c="dimmed">
              {scenario
                ? `Into the scenario “${scenario.name}” alone. Each field can be changed further there, or reset.`
                : `Into a new scenario, “${created.name}”, with copies of all that you have. Reality stays as it is.`}
            </Text>
            {edits && problem === null ? (
              <EditsList edits={edits} plan={plan} />
            ) : (
              <Text size="sm">{problem}</Text>
            )}
          </Stack>
        </Paper>
      </BesideInputs>
    </FormFrame>
  )
}
