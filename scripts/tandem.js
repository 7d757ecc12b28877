// `npm run -s tandem -- …`: the command line over the same services.
require('./build-if-newer')();
require('../dist/cli/main.js');
