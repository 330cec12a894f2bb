// Tests run on what was built: nothing is compiled twice, and traces point at the sources through source maps.
export default {
  rootDir: 'dist',
  testMatch: ['**/*.spec.js'],
  transform: {},
  testTimeout: 30_000,
  maxWorkers: 2, // tests wait for a browser or the database as often as they work
  globalSetup: './test/support/global-setup.js',
  globalTeardown: './test/support/global-teardown.js',
};
