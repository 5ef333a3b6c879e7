import path from 'node:path'
import react from '@vitejs/plugin-react'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { embeddedBackend } from './scripts/embedded-backend.ts'
import { singleIcons } from './scripts/single-icons.ts'

/** What every first visit needs: it compresses better in one piece than in thirty. */
const firstVisit = new RegExp(
  [
    'node_modules/(react|react-dom|react-router|scheduler|clsx|@supabase|@mantine/core/esm/core)/',
    '@mantine/core/esm/components/(Alert|Anchor|Button|CloseButton|Group|Input|InputBase|Loader|Paper)/',
    '@mantine/core/esm/components/(PasswordInput|Stack|Text|TextInput|Title|Transition|UnstyledButton)/',
    'src/(app/(main|providers|root-error|router|theme)|data/(client|errors|auth/(?!open-mail-link).*)|ui/(error-state|logo))\\.tsx?$',
  ].join('|'),
)

export default defineConfig(({ mode }) => {
  // A project's URL in the environment or .env points the app at that Supabase; else it brings its own.
  const { VITE_SUPABASE_URL: url, VITE_SUPABASE_ANON_KEY: key } = loadEnv(mode, import.meta.dirname, 'VITE_')
  if (Boolean(url) !== Boolean(key))
    throw new Error(
      `Only one of VITE_SUPABASE_URL and VITE_SUPABASE_ANON_KEY is set: set ${url ? 'VITE_SUPABASE_ANON_KEY to the publishable key' : 'VITE_SUPABASE_URL to the address'} of the project too, or neither for the embedded backend.`,
    )
  const hasBackend = Boolean(url)
  const isTest = process.env.VITEST !== undefined
  return {
    plugins: [react(), singleIcons(), ...(hasBackend || isTest ? [] : [embeddedBackend()])],
    resolve: {
      alias: Object.fromEntries(
        ['@supabase/realtime-js', '@supabase/storage-js', '@supabase/functions-js'].map((part) => [
          part,
          path.join(import.meta.dirname, 'src/lib/unused-supabase-parts.ts'),
        ]),
      ),
    },
    server: { host: '127.0.0.1', watch: { ignored: ['**/supabase/.temp/**', '**/test-results/**'] } },
    preview: { host: '127.0.0.1' },
    build: {
      target: 'es2022',
      sourcemap: true,
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [{ name: 'start', test: firstVisit }],
          },
        },
      },
    },
    test: {
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
            environment: 'node',
            setupFiles: ['tests/support/unit-setup.ts'],
          },
        },
        'tests/vitest.config.ts',
      ],
    },
  }
})
