import path from 'node:path'
import react from '@vitejs/plugin-react'
import { loadEnv } from 'vite'
import { defineConfig } from 'vitest/config'
import { embeddedBackend } from './scripts/embedded-backend.ts'
import { hosting } from './scripts/hosting/plugin.ts'
import { singleIcons } from './scripts/single-icons.ts'
import { sure } from './scripts/sure.ts'
import { settingProblems } from './src/lib/settings.ts'

/** What every first visit needs: it compresses better in one piece than in thirty. */
const firstVisit = new RegExp(
  [
    'node_modules/(react|react-dom|react-router|scheduler|clsx|@supabase|@mantine/core/esm/core)/',
    '@mantine/core/esm/components/(Alert|Anchor|Button|CloseButton|Group|Input|InputBase|Loader|Paper)/',
    '@mantine/core/esm/components/(PasswordInput|Stack|Text|TextInput|Title|Transition|UnstyledButton)/',
    '@mantine/hooks/esm/(use-document-title|use-merged-ref)/',
    'src/(app/(main|providers|root-error|router|theme)|data/(client|errors|auth/(?!open-mail-link).*)|lib/tell-console)\\.tsx?$',
    'src/features/auth/(auth-inputs|auth-page|credentials-form|link-addresses|resend-confirmation|sign-in-page|text-form)\\.tsx?$',
    'src/ui/(error-state|focus-given-back|logo|page-heading|sending-form)\\.tsx?$',
  ].join('|'),
)

export default defineConfig(({ mode }) => {
  // A project's URL in the environment or .env points the app at that Supabase; else it brings its own.
  const { VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY, VITE_SUPABASE_READ_URL } = loadEnv(
    mode,
    import.meta.dirname,
    'VITE_',
  )
  const hasBackend = Boolean(VITE_SUPABASE_URL || VITE_SUPABASE_ANON_KEY || VITE_SUPABASE_READ_URL)
  const problems = hasBackend
    ? settingProblems({ VITE_SUPABASE_URL, VITE_SUPABASE_ANON_KEY, VITE_SUPABASE_READ_URL })
    : []
  if (problems.length > 0)
    throw new Error(
      `The settings are not those of a project: ${problems.join(' ')} Without either setting the app brings its own backend.`,
    )
  const isTest = process.env.VITEST !== undefined
  return {
    plugins: [
      react(),
      singleIcons(),
      hosting(
        hasBackend
          ? [sure(VITE_SUPABASE_URL), ...(VITE_SUPABASE_READ_URL ? [VITE_SUPABASE_READ_URL] : [])]
          : [],
      ),
      ...(hasBackend || isTest ? [] : [embeddedBackend()]),
    ],
    resolve: {
      alias: [
        '@supabase/realtime-js',
        '@supabase/storage-js',
        '@supabase/functions-js',
        /^\.\/lib\/webauthn$/,
      ]
        .map((find) => ({ find, replacement: 'unused-supabase-parts.ts' }))
        .concat({ find: /^\.\/GoTrueAdminApi$/, replacement: 'admin-api.ts' })
        .map(({ find, replacement }) => ({
          find,
          replacement: path.join(import.meta.dirname, 'src/lib', replacement),
        })),
    },
    server: { host: '127.0.0.1', watch: { ignored: ['**/supabase/.temp/**', '**/test-results/**'] } },
    preview: { host: '127.0.0.1' },
    build: {
      target: 'es2022',
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
            // By default one core is left alone, which of two is half.
            maxWorkers: '100%',
            setupFiles: ['tests/support/unit-setup.ts', 'tests/support/random-cases.ts'],
            // Ends what hangs, and is no bar for speed: laws over thousands of plans take their time on a busy machine.
            testTimeout: 60_000,
          },
        },
        'tests/vitest.config.ts',
      ],
    },
  }
})
