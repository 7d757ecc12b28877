// `npm start`: the server, in this process, so that signals reach it and nothing has to be passed on.
require('./build-if-newer')();
require('../dist/main.js');
