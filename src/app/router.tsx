import { createBrowserRouter, type RouteObject } from 'react-router-dom'
import { PageLoader } from './page-loader.tsx'
import { RootError } from './root-error.tsx'
import { AuthLayout } from './shell/auth-layout.tsx'

/** Every page is its own chunk: signing in loads no chart and no form of the app behind it. */
export const routes: RouteObject[] = [
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
          { path: 'confirm-address', lazy: () => import('#routes/confirm-address.tsx') },
          { path: 'link', lazy: () => import('#routes/link.tsx') },
        ],
      },
      {
        lazy: async () => ({ Component: (await import('./shell/app-layout.tsx')).AppLayout }),
        children: [
          {
            ErrorBoundary: RootError,
            children: [
              { index: true, lazy: () => import('#routes/home.tsx') },
              { path: 'instances', lazy: () => import('#routes/instances.tsx') },
              { path: 'instances/new', lazy: () => import('#routes/instances.new.tsx') },
              { path: 'instances/import', lazy: () => import('#routes/instances.import.tsx') },
              { path: 'instances/amounts', lazy: () => import('#routes/instances.amounts.tsx') },
              { path: 'instances/:instanceId', lazy: () => import('#routes/instances.instance.tsx') },
              {
                path: 'scenarios',
                lazy: () => import('#routes/scenarios.layout.tsx'),
                children: [
                  { index: true, lazy: () => import('#routes/scenarios.tsx') },
                  { path: 'import', lazy: () => import('#routes/scenarios.import.tsx') },
                  { path: 'try', lazy: () => import('#routes/scenarios.try.tsx') },
                  { path: 'try/:actionId', lazy: () => import('#routes/scenarios.try.action.tsx') },
                  { path: 'compare', lazy: () => import('#routes/compare-scenarios.tsx') },
                  {
                    path: ':scenarioId',
                    lazy: () => import('#routes/scenarios.scenario.tsx'),
                    children: [
                      {
                        lazy: () => import('#routes/scenarios.scenario.tabs.tsx'),
                        children: [
                          { index: true, lazy: () => import('#routes/scenarios.scenario.overview.tsx') },
                          {
                            path: 'instances',
                            lazy: () => import('#routes/scenarios.scenario.instances.tsx'),
                          },
                          {
                            path: 'assumptions',
                            lazy: () => import('#routes/scenarios.scenario.assumptions.tsx'),
                          },
                          {
                            path: 'projections',
                            lazy: () => import('#routes/scenarios.scenario.projections.tsx'),
                          },
                          { path: 'apply', lazy: () => import('#routes/scenarios.scenario.apply.tsx') },
                          { path: 'history', lazy: () => import('#routes/scenarios.scenario.history.tsx') },
                        ],
                      },
                      { path: 'report', lazy: () => import('#routes/scenarios.scenario.report.tsx') },
                      { path: 'try', lazy: () => import('#routes/scenarios.scenario.try.tsx') },
                      {
                        path: 'try/:actionId',
                        lazy: () => import('#routes/scenarios.scenario.try.action.tsx'),
                      },
                      {
                        path: 'instances/new',
                        lazy: () => import('#routes/scenarios.scenario.instances.new.tsx'),
                      },
                      {
                        path: 'instances/:scenarioInstanceId',
                        lazy: () => import('#routes/scenarios.scenario.instances.instance.tsx'),
                      },
                    ],
                  },
                ],
              },
              { path: 'history', lazy: () => import('#routes/history.tsx') },
              { path: 'deleted', lazy: () => import('#routes/deleted.tsx') },
              { path: 'settings', lazy: () => import('#routes/settings.tsx') },
              { path: 'help', lazy: () => import('#routes/help.tsx') },
              { path: '*', lazy: () => import('#routes/not-found.tsx') },
            ],
          },
        ],
      },
    ],
  },
]

/** Begins to load the page of the current address at once. */
export function createRouter() {
  return createBrowserRouter(routes)
}
