/** How long it still is until an instant: "14:32 left", with hours when there are any; "over" once it has passed. */
export function timeLeft(until: string, now: number): string {
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  if (seconds <= 0) return 'over';
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const minute = `${minutes}:${twoDigits(seconds % 60)}`;
  return `${hours > 0 ? `${hours}:${minute.padStart(5, '0')}` : minute} left`;
}

/** An instant to the second, in UTC: "2026-01-26 09:25:19Z". */
export function instant(at: string | Date): string {
  return new Date(at).toISOString().replace('T', ' ').replace(/\.\d+/, '');
}

/** The time of day by this machine's clock: "14:03:07". */
export function timeOfDay(at: Date): string {
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map(twoDigits).join(':');
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
