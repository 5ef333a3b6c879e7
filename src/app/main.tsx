import '#lib/zod-without-eval.ts'
import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import './global.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router-dom'
import { takeMailLink } from '#data/auth/arrived-mail-link.ts'
import { env } from '#lib/env.ts'
import { Providers } from './providers.tsx'
import { createRouter } from './router.tsx'
import { sendVisitorsToSignIn } from './send-visitors-to-sign-in.ts'
import { followRoute } from './telemetry/current-route.ts'

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no element with the id root.')
const root = createRoot(place)
if (!env.isComplete) {
  const { Misconfigured } = await import('./misconfigured.tsx')
  root.render(<Misconfigured />)
} else {
  takeMailLink()
  await sendVisitorsToSignIn()
  const router = createRouter()
  followRoute(router)
  root.render(
    <StrictMode>
      <Providers>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  )
}
