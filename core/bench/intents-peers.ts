import { createRequire } from "node:module";
import type { LabelledText } from "./intents-data.js";

/** A package for Node that learns intents, as its documentation says it is used. */
export interface Peer {
  readonly name: string;
  /** Learns, and returns what then labels a text. */
  train(examples: readonly LabelledText[]): Promise<(text: string) => Promise<string>>;
}

/** What is used of packages that bring no types, or types that don't compile here. */
interface NlpJs {
  readonly Nlp: new (
    settings: object,
  ) => {
    addLanguage(language: string): void;
    addDocument(language: string, text: string, intent: string): void;
    train(): Promise<void>;
    process(language: string, text: string): Promise<{ readonly intent: string }>;
  };
}

interface NlpJsBasic {
  containerBootstrap(): Promise<{ use(plugin: unknown): void }>;
}

interface Natural {
  readonly BayesClassifier: new () => {
    addDocument(text: string, label: string): void;
    train(): void;
    classify(text: string): string;
  };
}

type WinkNaiveBayes = () => {
  definePrepTasks(tasks: readonly ((text: string) => readonly string[])[]): void;
  defineConfig(config: { readonly considerOnlyPresence: boolean; readonly smoothingFactor: number }): void;
  learn(text: string, label: string): void;
  consolidate(): void;
  predict(text: string): string;
};

const require = createRequire(import.meta.url);

/** The packages that we are measured against; they are devDependencies, and loaded when they are asked for. */
export const PEERS: readonly Peer[] = [
  {
    name: "@nlpjs/nlp",
    async train(examples) {
      const { containerBootstrap } = require("@nlpjs/basic") as NlpJsBasic;
      const { Nlp } = require("@nlpjs/nlp") as NlpJs;
      const { LangEn } = require("@nlpjs/lang-en") as { readonly LangEn: unknown };
      const container = await containerBootstrap();
      container.use(LangEn);
      const nlp = new Nlp({
        container,
        autoSave: false,
        autoLoad: false,
        forceNER: false,
        nlu: { log: false },
      });
      nlp.addLanguage("en");
      for (const { text, label } of examples) nlp.addDocument("en", text, label);
      await nlp.train();
      return async (text) => (await nlp.process("en", text)).intent;
    },
  },
  {
    name: "natural (Bayes)",
    async train(examples) {
      const { BayesClassifier } = require("natural") as Natural;
      const classifier = new BayesClassifier();
      for (const { text, label } of examples) classifier.addDocument(text, label);
      classifier.train();
      return async (text) => classifier.classify(text);
    },
  },
  {
    name: "wink-naive-bayes-text-classifier",
    async train(examples) {
      const create = require("wink-naive-bayes-text-classifier") as WinkNaiveBayes;
      const classifier = create();
      classifier.definePrepTasks([(text) => text.toLowerCase().match(/[a-z0-9']+/g) ?? []]);
      classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
      for (const { text, label } of examples) classifier.learn(text, label);
      classifier.consolidate();
      return async (text) => classifier.predict(text);
    },
  },
];
