import { createBrowserRouter } from 'react-router-dom'
import { PageLoader } from './page-loader.tsx'
import { requireSession } from './require-session.ts'
import { RootError } from './root-error.tsx'
import { AuthLayout } from './shell/auth-layout.tsx'

/** Every page is its own chunk: signing in loads no chart and no form of the app behind it. */
export const router = createBrowserRouter([
  {
    ErrorBoundary: RootError,
    HydrateFallback: PageLoader,
    children: [
      {
        Component: AuthLayout,
        children: [
          { path: 'sign-in', lazy: () => import('#routes/sign-in.tsx') },
          { path: 'sign-up', lazy: () => import('#routes/sign-up.tsx') },
          { path: 'reset-password', lazy: () => import('#routes/reset-password.tsx') },
          { path: 'new-password', lazy: () => import('#routes/new-password.tsx') },
        ],
      },
      {
        middleware: [requireSession],
        lazy: async () => ({ Component: (await import('./shell/app-layout.tsx')).AppLayout }),
        children: [
          {
            ErrorBoundary: RootError,
            children: [
              { index: true, lazy: () => import('#routes/home.tsx') },
              { path: 'instances', lazy: () => import('#routes/instances.tsx') },
              { path: 'instances/new', lazy: () => import('#routes/instances.new.tsx') },
              { path: 'instances/:instanceId', lazy: () => import('#routes/instances.instance.tsx') },
              { path: 'settings', lazy: () => import('#routes/settings.tsx') },
              { path: 'help', lazy: () => import('#routes/help.tsx') },
              { path: '*', lazy: () => import('#routes/not-found.tsx') },
            ],
          },
        ],
      },
    ],
  },
])
