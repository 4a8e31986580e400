/** Shows an instant, an ISO text or in epoch milliseconds, as a clock on the wall does. */
export function timeOfDay(instant: string | number): string {
  return new Date(instant).toLocaleTimeString('ru');
}
