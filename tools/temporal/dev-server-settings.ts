// The queues of a shard are read 20 times a second at most, which nobody feels with hundreds of shards. A dev server has one:
// every hop of every order waits about 45 ms for it. So high that it never is what is waited for.
const pollsPerSecond = 10_000;

// What a shard has done it strikes off its list this often, every 30 s as it is set. Until then it goes through all of it
// again for each task that is new: 7 % of a dev server's processor time at 16 orders a second, 1 % with this.
const strikeOff = '2s';

// Asks the maker's site for news of versions.
const asksNobody = { 'frontend.enableServerVersionCheck': false };

/** What makes a dev server as quick as a real cluster; `temporal server start-dev` takes it flag by flag. */
export const dynamicConfig: Readonly<Record<string, number | boolean | string>> = {
  // Workflow tasks and activities: an order of three activities takes 50 ms in place of 350.
  'history.transferProcessorMaxPollRPS': pollsPerSecond,
  // Timers and retries.
  'history.timerProcessorMaxPollRPS': pollsPerSecond,
  // What lists and counts find; tests wait for it.
  'history.visibilityProcessorMaxPollRPS': pollsPerSecond,
  'history.transferProcessorUpdateAckInterval': strikeOff,
  'history.visibilityProcessorUpdateAckInterval': strikeOff,
  // All there is goes through one connection to SQLite. What lists show is written one after the other, not by 512 at once
  // that orders then queue behind; what has come and gone meanwhile is written once.
  'history.visibilityProcessorSchedulerWorkerCount': 1,
  // A worker's two polls for first tasks do not look into four at a time: of orders that queue, some waited thrice as long.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
  // The worker that finishes a workflow task gets the activity in the same answer: saves another fifth.
  'system.enableActivityEagerExecution': true,
  // Read anew for every use of a search attribute, twenty times an order, so that new ones are known at once. Ours are there
  // from the start.
  'system.forceSearchAttributesCacheRefreshOnRead': false,
  ...asksNobody,
};

/** The environment of its process. */
export const environment: Readonly<Record<string, string>> = {
  // Go tidies up when the heap is three times what is in use, not twice: side by side, a twentieth less of processor time
  // for an order, and a quarter more memory.
  GOGC: '200',
};

/**
 * How SQLite keeps data that end with the server. In memory it copies each page before it changes it, into memory that it asks of
 * the system and gives back for every transaction; with a log in a file, side by side, a server took 0.97 of the processor time
 * (what the system then writes to the disk is not in it), and orders waited less.
 */
export const scratchPragmas: Readonly<Record<string, string | number>> = {
  journal_mode: 'WAL',
  // What a crash leaves of it is nobody's.
  synchronous: 'OFF',
  // Nobody else opens it, and the server goes through one connection.
  locking_mode: 'EXCLUSIVE',
  // In KiB, with a minus: about what 2,000 orders take. Of itself it has 2 MiB at hand, and reads the rest anew.
  cache_size: -65_536,
};

/** What is set, and what is set of a server that is to be as it is of itself, as arguments. */
export const configFlags = flags(dynamicConfig);
export const stockConfigFlags = flags(asksNobody);
export const pragmaFlags = Object.entries(scratchPragmas).map(
  ([name, value]) => `--sqlite-pragma=${name}=${value}`,
);

function flags(settings: typeof dynamicConfig): string[] {
  return Object.entries(settings).flatMap(([name, value]) => [
    '--dynamic-config-value',
    `${name}=${JSON.stringify(value)}`,
  ]);
}
