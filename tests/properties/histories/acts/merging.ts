/** What is proposed comes to reality and back, and what changed there to the proposals. */
import { isLeft } from '../model/plan.ts'
import { planApply } from '../model/plan-apply.ts'
import { planRevert } from '../model/plan-revert.ts'
import { refresh } from '../model/refresh.ts'
import { conclude, decideBy, expectPlan } from '../plans.ts'
import { note } from '../records.ts'
import type { Act } from '../steps.ts'
import { type Carry, pick, refused, someOf } from '../world.ts'

const revertible = ['apply', 'revert', 'add', 'edit', 'delete']

export const ofMerging = {
  async apply(world, { decisions, isStale, requestId, scenario, some }) {
    const { model } = world
    if (!scenario) return
    const chosen = someOf(model.copiesIn(scenario.id), some).map(({ id }) => id)
    const ids = some === 0 ? null : chosen
    if (ids?.length === 0) return
    const { decide, resolutions } = decideBy(decisions)
    const rows = planApply(model, scenario.id, ids, decide)
    const values = {
      p_scenario_id: scenario.id,
      p_scenario_instance_ids: ids,
      p_resolutions: resolutions,
    }
    const preview = await world.call('preview_apply', values)
    expectPlan(rows, preview.items)
    const answer = await world.request('apply_scenario', {
      ...values,
      p_request_id: requestId,
      p_fingerprint: isStale ? 'old' : preview.fingerprint,
    })
    return conclude(world, {
      operation: 'apply',
      rows,
      answer,
      scenario: scenario.id,
      reverts: null,
      isStale,
    })
  },

  async refresh(world, { requestId, scenario }) {
    const { model } = world
    if (!scenario) return
    const answer = await world.request('refresh_scenario_instances', {
      p_scenario_id: scenario.id,
      p_request_id: requestId,
    })
    const { items, ...counts } = refresh(model, scenario.id)
    return note(world, answer, 'refresh', scenario.id, items, counts)
  },

  async revert(world, { decisions, isStale, which, other, requestId }) {
    const { model } = world
    const application = pick(
      model.applications.filter(({ operation }) => other === 0 || revertible.includes(operation)).reverse(),
      which,
    )
    if (!application) return
    const isReverted = model.applications.some(
      ({ reverts, status, left }) => reverts === application.id && status === 'success' && left === 0,
    )
    const isRevertible =
      revertible.includes(application.operation) && application.status === 'success' && !isReverted
    const { decide, resolutions } = decideBy(decisions)
    const values = { p_application_id: application.id, p_resolutions: resolutions }
    if (!isRevertible) return refused('PT409', () => world.call('preview_revert', values))
    const rows = planRevert(model, application, decide)
    const preview = await world.call('preview_revert', values)
    expectPlan(rows, preview.items)
    const request = {
      ...values,
      p_request_id: requestId,
      p_fingerprint: isStale ? 'old' : preview.fingerprint,
    }
    const isNothing = rows.every(
      (row) =>
        row.action === 'none' &&
        (row.twin === null || isLeft(row)) &&
        row.fields.every((field) => field.outcome !== 'conflict' || field.isLeft),
    )
    if (isNothing && !isStale) return refused('PT409', () => world.call('revert_application', request))
    return conclude(world, {
      operation: 'revert',
      rows,
      answer: await world.request('revert_application', request),
      scenario: application.scenario,
      reverts: application.id,
      isStale,
    })
  },
} satisfies Partial<Record<Act, Carry>>
