// The queues of a shard are read 20 times a second at most, which nobody feels with hundreds of shards. A dev server has one:
// every hop of every order waits about 45 ms for it. So high that it never is what is waited for.
const pollsPerSecond = 10_000;

// Asks the maker's site for news of versions.
const asksNobody = { 'frontend.enableServerVersionCheck': false };

/** What makes a dev server as quick as a real cluster; `temporal server start-dev` takes it flag by flag. */
export const dynamicConfig: Readonly<Record<string, number | boolean>> = {
  // Workflow tasks and activities: an order of three activities takes 50 ms in place of 350.
  'history.transferProcessorMaxPollRPS': pollsPerSecond,
  // Timers and retries.
  'history.timerProcessorMaxPollRPS': pollsPerSecond,
  // What lists and counts find; tests wait for it.
  'history.visibilityProcessorMaxPollRPS': pollsPerSecond,
  // The worker that finishes a workflow task gets the activity in the same answer: saves another fifth.
  'system.enableActivityEagerExecution': true,
  // Read anew for every use of a search attribute, twenty times an order, so that new ones are known at once. Ours are there
  // from the start.
  'system.forceSearchAttributesCacheRefreshOnRead': false,
  ...asksNobody,
};

/** How SQLite keeps what a dev server knows; a file that is there already keeps its own way. */
export const sqlitePragmas: Readonly<Record<string, number>> = {
  // A transaction copies every page that it changes, to be able to take it back. Pages of a quarter of the usual size make an
  // order cost the server a twentieth less.
  page_size: 1024,
};

/** The environment of its process. */
export const environment: Readonly<Record<string, string>> = {
  // Go tidies up when the heap is five times what is in use, not twice: another twentieth, for 200 MiB more under load.
  GOGC: '400',
};

/** All of it but the environment, as arguments. */
export const settingFlags: readonly string[] = [
  ...flags('--dynamic-config-value', dynamicConfig),
  ...flags('--sqlite-pragma', sqlitePragmas),
];

/** As arguments, what a server is told that is to be as it is of itself. */
export const stockFlags: readonly string[] = flags('--dynamic-config-value', asksNobody);

function flags(flag: string, settings: Readonly<Record<string, number | boolean>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => [flag, `${name}=${value}`]);
}
