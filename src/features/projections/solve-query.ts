import { queryOptions } from '@tanstack/react-query'
import type { Answer } from '#domain/projection/solve/crossing.ts'
import type { Question } from '#domain/projection/solve/solve.ts'
import { solveInWorkers } from '#workers/analysis-client.ts'
import { computed, forgetOldResults, planKey } from './computed-query.ts'

/** What one figure must be. */
export function solveQuery(question: Question) {
  const { plan, reality, figure, target } = question
  return queryOptions<Answer>({
    queryKey: [
      ...['solve', planKey(plan), reality && planKey(reality)],
      ...[figure.instanceId, figure.key, target],
    ],
    queryFn: ({ signal, client }) => {
      forgetOldResults(client, 'solve')
      return solveInWorkers(question, { signal })
    },
    ...computed,
  })
}
