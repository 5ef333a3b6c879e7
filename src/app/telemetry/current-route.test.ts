import { matchRoutes } from 'react-router-dom'
import { expect, it, vi } from 'vitest'
import { paths } from '#lib/paths.ts'
import { routes } from '../router.tsx'
import { routePattern } from './current-route.ts'

vi.mock('#lib/env.ts', () => ({ env: { supabaseUrl: 'https://abc.supabase.co', supabaseKey: 'public' } }))

const id = '0b7f9d0e-3c55-4b0e-9d2a-3f1f0a6f8f11'
const other = 'f6f1c1a2-8a0e-4d1c-8f0e-0d8f8c1f1b22'

it.each([
  [paths.home, '/'],
  [paths.signIn(), '/sign-in'],
  [paths.newInstance, '/instances/new'],
  [paths.instance(id), '/instances/:instanceId'],
  [paths.compareScenarios([id, other]), '/scenarios/compare'],
  [paths.scenario(id), '/scenarios/:scenarioId'],
  [paths.scenarioTab(id, 'apply'), '/scenarios/:scenarioId/apply'],
  [paths.scenarioInstance(id, other), '/scenarios/:scenarioId/instances/:scenarioInstanceId'],
  [`/nowhere/${id}`, '/*'],
])('%s is told as %s', (address, pattern) => {
  expect(routePattern(matchRoutes(routes, address)!)).toBe(pattern)
})
