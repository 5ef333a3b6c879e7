import { expect, it } from 'vitest'
import { wrongBlocks, wrongTypes } from './code.ts'
import { problemsOf, wrongCommands, wrongPaths } from './commands.ts'
import { brokenLinks, unlistedPages } from './links.ts'
import { parsePage } from './pages.ts'
import { namesNotOnScreen } from './screen-names.ts'

const index = parsePage(
  'docs/README.md',
  '# Documents\n\n[a](a.md) [its heading](a.md#the-first-step) ![gone](gone.png)\n',
)
const page = parsePage('docs/a.md', '# A\n\n## The first `step`\n\n[up](README.md) [none](#nothing)\n')
const exists = (file: string) => file !== 'docs/gone.png'

it('names a picture that is missing and a heading that nothing has', () => {
  expect(brokenLinks([index, page], exists)).toEqual([
    'docs/README.md:3: gone.png leads nowhere',
    'docs/a.md:5: #nothing: no such heading',
  ])
})

it('names a page that its index leaves out', () => {
  const read = parsePage('README.md', '[documents](docs/README.md)')
  expect(unlistedPages([read, index, page])).toEqual([])
  expect(unlistedPages([read, index, page, parsePage('docs/b.md', '# B')])).toEqual([
    'docs/b.md: docs/README.md does not link it',
  ])
  expect(unlistedPages([parsePage('README.md', ''), index, page])).toEqual([
    'docs/README.md: README.md does not link it',
  ])
})

it.each([
  ['npm install && npm run dev', []],
  ['npm run stack -- --db-port 54322   # until stopped', []],
  ['npm run stacks', ['npm run stacks: package.json has no such script']],
  ['npm run stack -- --database 1', ['npm run stack: no option --database']],
  ['npx supabase db push', []],
  ['npx superbase db push', ['npx superbase: no dependency brings it']],
  ['VITE_SUPABASE_URL=https://example.com', []],
  ['VITE_SUPABASE_UR=https://example.com npm run build', ['no code reads the setting VITE_SUPABASE_UR']],
  ['node scripts/none.ts', ['node scripts/none.ts: no such file']],
  ['pqsl postgres://…', ['pqsl is no program that a reader is told of']],
])('judges the command %s', (command, problems) => {
  expect(problemsOf(command)).toEqual(problems)
})

it('looks for commands in blocks and in lines, and for paths', () => {
  const wrong = parsePage(
    'docs/a.md',
    '`npm run nothing` in `src/nowhere`, `src/data`\n\n```sh\nnpm run none\n```\n\n```sh not run: shows a mistake\nnpm run none\n```\n',
  )
  expect(wrongCommands([wrong])).toEqual([
    'docs/a.md:3: npm run none: package.json has no such script',
    'docs/a.md:1: npm run nothing: package.json has no such script',
  ])
  expect(wrongPaths([wrong])).toEqual(['docs/a.md:1: src/nowhere: no such file or folder'])
})

it('reads blocks of JSON, and knows the language of every block', () => {
  const blocks = parsePage('docs/a.md', '```json\n{"a": 1,}\n```\n\n```\nwhat\n```\n\n```json\n{}\n```\n')
  expect(wrongBlocks([blocks])).toEqual([
    expect.stringMatching(/^docs\/a\.md:1: /),
    expect.stringMatching(/^docs\/a\.md:5: a block of ""/),
  ])
})

it('compiles blocks of TypeScript', async () => {
  const blocks = parsePage(
    'docs/a.md',
    [
      "```ts\nimport { paths } from '#lib/paths.ts'\n\nconst home: string = paths.home\n```",
      '```ts\nconst a: number = `one`\n```',
      '```ts not checked: goes on from the block above\nnothing()\n```',
    ].join('\n\n'),
  )
  expect(await wrongTypes([blocks])).toEqual([
    "docs/a.md:8: error TS2322: Type 'string' is not assignable to type 'number'.",
  ])
}, 60_000)

it('finds on screen what pages for people in the app have in bold', () => {
  const code = `<Button>Create scenario</Button> title: 'Undo this apply', label="Name"`
  const steps = parsePage(
    'docs/how-to/in-the-app/a.md',
    'Press **Create scenario** or **Undo this apply**, then **Undo**.',
  )
  expect(namesNotOnScreen([steps], code)).toEqual(['docs/how-to/in-the-app/a.md:1: "Undo" is not on screen'])
  expect(namesNotOnScreen([parsePage('docs/explanation/a.md', '**Anything**')], code)).toEqual([])
})
