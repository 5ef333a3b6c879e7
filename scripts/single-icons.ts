/**
 * In development, each icon from its own file. Bundling all 6,000 of `@tabler/icons-react` for the fifty that are used takes
 * Vite 600 MB, and the browser 4.5 MB of JavaScript; a build leaves out what is not used by itself.
 */
import type { Plugin } from 'vite'

const library = '@tabler/icons-react'
const statement = new RegExp(`import \\{([^}]*)\\} from '${library}'`, 'g')

/** The code with each icon imported from the file that defines it, and every line where it was. */
export function withSingleIcons(code: string): string {
  return code.replace(statement, (_, names: string) => {
    const imports = names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .map((name) => {
        // A statement of its own that is types alone: braces without a value would still load the whole library.
        if (name.startsWith('type ')) return `import type { ${name.slice(5)} } from '${library}'`
        const [imported, local = imported] = name.split(/\s+as\s+/)
        return `import ${local} from '${library}/dist/esm/icons/${imported}.mjs'`
      })
    return imports.join('; ') + names.replace(/[^\n]/g, '')
  })
}

export function singleIcons(): Plugin {
  return {
    name: 'scenarios:single-icons',
    apply: 'serve',
    enforce: 'pre',
    config: () => ({ optimizeDeps: { exclude: [library] } }),
    transform: {
      filter: { id: /\/src\/.*\.tsx?$/, code: library },
      handler: (code) => ({ code: withSingleIcons(code), map: null }),
    },
  }
}
