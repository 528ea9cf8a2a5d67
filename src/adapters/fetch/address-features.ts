/** The features that the path of an address stands for, whatever is sent to it. */
export function addressFeatures(path: string): readonly string[] {
  return addresses.filter(([pattern]) => pattern.test(path)).map(([, feature]) => feature);
}

const addresses: readonly (readonly [RegExp, string])[] = [
  [/\/(?:files|uploads)(?:\/|$)/u, "files"],
  [/\/vector_stores(?:\/|$)/u, "vector-stores"],
  [/\/(?:conversations|threads|assistants|sessions)(?:\/|$)/u, "conversations"],
  [/\/(?:batches|batch|batchPredictionJobs)(?:\/|$)|:(?:batchGenerateContent|asyncBatchEmbedContent)$/u, "batches"],
  [/\/fine_tuning(?:\/|$)/u, "fine-tuning"],
  [/\/(?:videos?|video-model|async-invoke)(?:\/|$)|:predictLongRunning$/u, "video-jobs"],
  [/\/async\//u, "background"],
  [/\/cachedContents(?:\/|$)/u, "explicit-cache"],
  [/\/containers(?:\/|$)/u, "containers"],
  [/\/skills(?:\/|$)/u, "skills"],
  [/\/web_search$/u, "web-search"],
  [/\/web_fetch$/u, "web-fetch"],
];
