/** Where people are, without what they look at: the pattern of the address. */
import type { createBrowserRouter, RouteObject } from 'react-router-dom'

/** "/scenarios/:scenarioId/apply", never an address with an id in it. */
export function routePattern(matches: readonly { route: Pick<RouteObject, 'path'> }[]): string {
  return `/${matches
    .map(({ route }) => route.path)
    .filter(Boolean)
    .join('/')}`
}

let first = '/'
let current = '/'

/** Keeps an eye on the router, from before its first page on. */
export function followRoute(router: ReturnType<typeof createBrowserRouter>): void {
  first = current = routePattern(router.state.matches)
  router.subscribe(({ matches }) => {
    current = routePattern(matches)
  })
}

/** The page that the browser loaded. */
export function firstRoute(): string {
  return first
}

export function currentRoute(): string {
  return current
}
