import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { withSingleIcons } from './single-icons.ts'
import { sure } from './sure.ts'

const root = path.resolve(import.meta.dirname, '..')

it('takes each icon from its own file, and types from the library', () => {
  expect(
    withSingleIcons(
      `import { IconPlus, type Icon, IconX as Cross } from '@tabler/icons-react'\nimport a from 'a'`,
    ),
  ).toBe(
    `import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'; import type { Icon } from '@tabler/icons-react'; import Cross from '@tabler/icons-react/dist/esm/icons/IconX.mjs'\nimport a from 'a'`,
  )
})

it('leaves every line where it is', () => {
  const code = `import {\n  IconPlus,\n  IconX,\n} from '@tabler/icons-react'\nconst here = 5\n`
  expect(withSingleIcons(code).split('\n').indexOf('const here = 5')).toBe(4)
  expect(withSingleIcons(code)).not.toContain(`from '@tabler/icons-react'`)
})

it('finds a file for every icon of the app', () => {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root })
  const icons = files
    .map((file) => withSingleIcons(readFileSync(path.join(root, file), 'utf8')))
    .flatMap((code) => [...code.matchAll(/'(@tabler\/icons-react[^']*)'/g)].map(([, name]) => sure(name)))
  expect(icons.length).toBeGreaterThan(40)
  for (const icon of new Set(icons))
    expect(existsSync(path.join(root, 'node_modules', icon)), icon).toBe(true)
})
