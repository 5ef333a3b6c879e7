/** Every Supabase command that documents name exists in the pinned CLI, with the options that they give it. */
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readPages, root } from '../../scripts/docs/pages.ts'
import { sure } from '../../scripts/sure.ts'

const cli = path.join(root, 'node_modules/.bin/supabase')
const pages = readPages()

/** The commands without what stands for a value: words in lower case, then options. */
const commands = [
  ...new Set(
    pages
      .flatMap((page) => [
        ...page.blocks.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.split('\n')),
        ...page.inlineCode.map(({ value }) => value),
      ])
      .flatMap(
        (line) =>
          /(?:npx )?supabase ([a-z][a-z-]*(?: [a-z][a-z-]*)*)((?: --[a-z-]+\S*| \S+)*)/.exec(line) ?? [],
      )
      .filter((command) => /^(npx )?supabase [a-z]/.test(command)),
  ),
].sort()

it('documents name commands of the Supabase CLI', () => {
  expect(commands).toContain('npx supabase db push --remote')
})

it.each(commands)('the pinned CLI has %s', { timeout: 120_000 }, (command) => {
  const words = command.replace(/^(npx )?supabase /, '').split(' ')
  const names = words.slice(0, words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word)) >>> 0)
  const help = execFileSync(cli, [...names, '--help'], { encoding: 'utf8' })
  expect(help).toContain(`supabase ${names.join(' ')}`)
  for (const option of words.filter((word) => word.startsWith('--')))
    expect(help).toMatch(new RegExp(`${sure(/^--[a-z-]+/.exec(option))[0]}\\b`))
})

it('the CLI means the local database without --remote, so that documents about a project always say it', {
  timeout: 120_000,
}, () => {
  for (const names of [
    ['db', 'push'],
    ['test', 'db'],
    ['migration', 'list'],
    ['db', 'advisors'],
  ])
    expect(execFileSync(cli, [...names, '--help'], { encoding: 'utf8' })).toMatch(/Local by default/)
  expect(commands.filter((command) => /supabase db push(?! --remote)/.test(command))).toEqual([])
})
