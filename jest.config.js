// Nest and Fastify ship ES modules only; Jest runs CommonJS, so they are transformed like our own sources.
const esm = [
  '@nestjs/[^/]+',
  '@fastify/[^/]+',
  'cookie',
  'content-disposition',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer/[^/]+',
  '@borewit/[^/]+',
  'intl-messageformat',
  '@formatjs/[^/]+',
  'pg-boss',
  'rrule-temporal',
  'serialize-error',
  'non-error',
  'n2words',
  'htmlparser2',
  'domhandler',
  'domutils',
  'domelementtype',
  'dom-serializer',
  'entities',
];
const swc = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
];

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  globalSetup: '<rootDir>/test/setup/start-database.js',
  globalTeardown: '<rootDir>/test/setup/stop-database.js',
  testTimeout: 30_000,
  maxWorkers: 2,
  transform: { '^.+\\.ts$': swc('typescript'), '^.+\\.js$': swc('ecmascript') },
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(?:${esm.join('|')})/)`],
};
