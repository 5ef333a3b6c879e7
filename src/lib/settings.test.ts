import { expect, it } from 'vitest'
import { settingProblems } from './settings.ts'

const good = {
  VITE_SUPABASE_URL: 'https://abc.supabase.co',
  VITE_SUPABASE_ANON_KEY: 'sb_publishable_x',
}
const token = (claims: object) =>
  ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'signature'].join('.')

it.each([
  ['a project', {}],
  ['a project with a slash behind it', { VITE_SUPABASE_URL: 'https://abc.supabase.co/' }],
  ['one on this machine', { VITE_SUPABASE_URL: 'http://127.0.0.1:54321' }],
  ['one behind a path', { VITE_SUPABASE_URL: 'https://example.com/supabase' }],
  ['an address for reads', { VITE_SUPABASE_READ_URL: 'https://abc-all.supabase.co' }],
  ['no address for reads', { VITE_SUPABASE_READ_URL: '' }],
  ['a key of the older form', { VITE_SUPABASE_ANON_KEY: token({ role: 'anon', ref: '?>?' }) }],
])('takes %s', (_name, settings) => {
  expect(settingProblems({ ...good, ...settings })).toEqual([])
})

it.each([
  ['VITE_SUPABASE_URL', undefined, /address of a Supabase project/],
  ['VITE_SUPABASE_URL', '', /address of a Supabase project/],
  ['VITE_SUPABASE_URL', 'abc.supabase.co', /address of a Supabase project/],
  ['VITE_SUPABASE_URL', 'postgresql://postgres@db.abc.supabase.co', /address of a Supabase project/],
  ['VITE_SUPABASE_URL', 'https://abc.supabase.co/rest/v1', /alone: https:\/\/abc\.supabase\.co, without/],
  ['VITE_SUPABASE_READ_URL', 'abc-all.supabase.co', /load balancer, such as https.*or be left out/],
  [
    'VITE_SUPABASE_READ_URL',
    'https://abc-all.supabase.co/rest/v1',
    /https:\/\/abc-all\.supabase\.co, without/,
  ],
  ['VITE_SUPABASE_ANON_KEY', undefined, /publishable \(anon\) key/],
  ['VITE_SUPABASE_ANON_KEY', '', /publishable \(anon\) key/],
  ['VITE_SUPABASE_ANON_KEY', 'sb_secret_x', /is a secret key/],
  ['VITE_SUPABASE_ANON_KEY', token({ role: 'service_role', ref: '?>?' }), /is a secret key/],
])('says what is wrong with %s when it is %s', (name, value, sentence) => {
  const problems = settingProblems({ ...good, [name]: value })
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatch(new RegExp(`^${name} `))
  expect(problems[0]).toMatch(sentence)
})

it('names all that is wrong at once', () => {
  expect(settingProblems({ VITE_SUPABASE_URL: undefined, VITE_SUPABASE_ANON_KEY: undefined })).toHaveLength(2)
})
