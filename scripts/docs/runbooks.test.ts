import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { sure } from '../sure.ts'
import { root } from './pages.ts'
import { readRunbooks } from './runbooks.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const sqlOf = (name: string) => read(`supabase/migrations/${name}.sql`)
const [rows] = sure(
  /insert into private\.finding_kinds [^;]*;/.exec(sqlOf('20250116000020_operator_findings')),
)
const findings = [...rows.matchAll(/^ {2}\('(\w+)', '(\w+)'/gm)].map(([, finding]) => sure(finding))
const { index, pages: runbooks } = readRunbooks()

it('every finding has a page, and every page a finding', () => {
  expect(findings.length).toBeGreaterThan(10)
  expect([...runbooks.keys()].sort()).toEqual(findings.toSorted())
})

it('the index leads to every page and names its finding', () => {
  const listed = [...read(index.path).matchAll(/^\| \[(\w+)\]\(([\w-]+)\.md\) \|/gm)]
  expect(listed.map(([, finding]) => sure(finding)).sort()).toEqual(findings.toSorted())
  for (const [, finding, page] of listed) expect(page).toBe(sure(finding).replaceAll('_', '-'))
})

describe.each(
  [...runbooks].map(([finding, { path: file, blocks }]) => ({ finding, text: read(file), blocks })),
)('$finding', ({ finding, text, blocks }) => {
  it('says what is seen, why, what to do and what can be undone, in that order', () => {
    expect(text.split('\n')[0]).toBe(`# ${finding}`)
    expect([...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)).toEqual([
      'Symptom',
      'Cause',
      'Action',
      'Undo',
    ])
    expect(text).toMatch(/\*\*(critical|warning|info)\*\*/)
  })

  it('has a statement that shows it, and something that can be run against it', () => {
    for (const { language, title } of blocks)
      expect(`${language} ${title}`).toMatch(/^(sql (symptom|stop|action|undo|shorten|not run: .+)|sh )$/)
    expect(blocks.map(({ title }) => title)).toContain('symptom')
    expect(blocks.some(({ language, title }) => language === 'sh' || title === 'action')).toBe(true)
  })
})

it('says of every invariant what to do when it is broken', () => {
  const list = sure(
    /function private\.invariants\(\)[\s\S]*?\$\$([\s\S]*?)\$\$/.exec(
      sqlOf('20250116000008_verify_integrity'),
    )?.[1],
  )
  const invariants = [...list.matchAll(/^ {4}\('\w+', '((?:[^']|'')+)'/gm)].map(([, name]) =>
    sure(name).replaceAll("''", "'"),
  )
  const explained = [
    ...read(sure(runbooks.get('integrity_broken')).path).matchAll(/^\| (.+?) \| .+ \|$/gm),
  ].map(([, name]) => name)
  expect(invariants.length).toBeGreaterThan(40)
  expect(explained).toEqual(expect.arrayContaining(invariants))
})
