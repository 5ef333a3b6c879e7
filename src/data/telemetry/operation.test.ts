import { expect, it } from 'vitest'
import { operationOf } from './operation.ts'

const id = '0b7f9d0e-3c55-4b0e-9d2a-3f1f0a6f8f11'

it.each([
  ['/rest/v1/rpc/apply_scenario', 'POST', 'apply_scenario'],
  [`/rest/v1/instances?select=name&id=eq.${id}`, 'GET', 'select instances'],
  ['/rest/v1/instances', 'HEAD', 'select instances'],
  ['/rest/v1/instances?columns=name', 'POST', 'insert instances'],
  [`/rest/v1/scenario_instances?id=eq.${id}`, 'PATCH', 'update scenario_instances'],
  ['/auth/v1/token?grant_type=refresh_token', 'POST', 'auth token'],
  [`/auth/v1/factors/${id}/verify`, 'POST', 'auth factors verify'],
  [`/rest/v1/rpc/${id}`, 'POST', null],
  ['/assets/logo.svg', 'GET', null],
])('%s by %s is "%s"', (path, method, operation) => {
  expect(operationOf(`https://abc.supabase.co${path}`, method)).toBe(operation)
})
