import { Paper, Select, Stack, Text, Title } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import type { Instance } from '#data/instances/instance.ts'
import type { ScenarioInstance } from '#data/scenario-instances/scenario-instance.ts'
import type { Scenario } from '#data/scenarios/scenario.ts'
import { type Action, holdingsFor } from '#domain/actions/action.ts'
import type { ActionId } from '#domain/actions/action-names.ts'
import { actionPlan } from '#domain/actions/action-plan.ts'
import { editedRows, withValues } from '#domain/actions/edits.ts'
import { currentMonth } from '#domain/calendar/month.ts'
import { counts } from '#domain/instances/counted.ts'
import { completeValues } from '#domain/instances/defaults.ts'
import type { Params } from '#domain/instances/types.ts'
import type { ScenarioRow } from '#domain/merge/merge-copy.ts'
import { FieldGroups } from '#fields/field-groups.tsx'
import { BesideInputs } from '#fields/figures-panel.tsx'
import { FormFrame } from '#fields/form-frame.tsx'
import type { RenderEffect, Typed } from '#fields/typed.ts'
import { paths } from '#lib/paths.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { LinkButton } from '#ui/link-button.tsx'
import { ActionFigures } from './action-figures.tsx'
import { EditsList } from './edits-list.tsx'
import { useActionForm } from './use-action-form.ts'
import { useAttempts, useDeciding } from './use-deciding.ts'
import { WriteProblem } from './write-problem.tsx'

interface WrittenRows {
  readonly rows: readonly ScenarioRow[]
  readonly assumptions: Params
}

/** Shows what all of a scenario would mean as it would be written. */
export type RenderRowsEffect = RenderEffect<WrittenRows>

/** Shows what the action itself comes to, by the id of the row it is about; it stands between the questions and what is written. */
export type RenderOutcome = (typed: Typed<WrittenRows>, about: string) => ReactNode

interface TryActionProps {
  actionId: ActionId
  action: Action
  /** What it is done to in the beginning; null: whichever comes first. */
  holdingId: string | null
  scenario: Scenario
  rows: readonly ScenarioInstance[]
  reality: readonly Instance[]
  ownAssumptions: Params
  pausedBecause: string | null
  renderEffect: RenderRowsEffect
  renderOutcome?: RenderOutcome | undefined
}

/** The questions of an action, what the answers would mean, and writing them. */
export function TryAction(props: TryActionProps) {
  const { actionId, action, holdingId, scenario, reality, ownAssumptions, pausedBecause } = props
  const { renderEffect, renderOutcome } = props
  const attempts = useAttempts(props.rows)
  const { rows } = attempts
  const [today] = useState(() => currentMonth(new Date()))
  const plan = useMemo(() => {
    const assumptions = { ...ownAssumptions, ...scenario.assumptions }
    return actionPlan({ reality, copies: rows, assumptions, startMonth: today })
  }, [reality, rows, ownAssumptions, scenario.assumptions, today])
  const asking = useActionForm(action, plan, holdingId)
  const { form, proposed: edits, holding, questions, more = [], problem } = asking
  const deciding = useDeciding({ actionId, scenario, attempts, isDirty: asking.isDirty })
  const content = useMemo(() => {
    const { assumptions } = scenario
    if (!edits) return { rows, assumptions }
    const isAssumed = Object.keys(edits.assumptions).length > 0
    return {
      rows: editedRows(reality, rows, edits),
      assumptions: isAssumed ? withValues(assumptions, edits.assumptions) : assumptions,
    }
  }, [edits, rows, reality, scenario])

  const candidates = holdingsFor(action, plan)
  const none =
    action.of === null ? (action.whyNot?.(plan) ?? null) : candidates.length === 0 ? action.of.none : null
  if (none !== null)
    return (
      <EmptyState
        icon={<IconHelpCircle size={32} />}
        title="There is nothing to try this on"
        actions={<LinkButton to={paths.tryActions(scenario.id)}>Try something else</LinkButton>}
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
      onSubmit={() => edits && deciding.decide(edits)}
      refusedCount={Object.keys(form.errors).length}
      problem={deciding.error && <WriteProblem attempt={deciding} written={attempts.written} />}
      secondaryActions={
        <LinkButton variant="subtle" to={paths.scenario(scenario.id)}>
          Cancel
        </LinkButton>
      }
    >
      <BesideInputs
        figures={renderEffect(
          typed,
          <ActionFigures action={actionId} plan={plan} holding={holding} edits={edits} />,
        )}
      >
        {action.of !== null && holding && (
          <Paper withBorder p={{ base: 'md', sm: 'lg' }}>
            <Select
              label={action.of.question}
              data={candidates.map(({ id, name }) => ({ value: id, label: name }))}
              value={holding.id}
              allowDeselect={false}
              onChange={(id) => id && asking.choose(id)}
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
        <Paper component="section" withBorder p={{ base: 'md', sm: 'lg' }} aria-label="What is written">
          <Stack gap="xs">
            <Title order={2} fz="lg">
              What is written
            </Title>
            <Text size="sm" c="dimmed">
              Into the scenario “{scenario.name}” alone. Each field can be changed further there, or reset.
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
