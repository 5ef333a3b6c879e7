/** How often what is on screen is asked for anew by itself: there is no realtime in every backend. */
export const minute = 60_000
