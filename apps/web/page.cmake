# Checks the types and builds the page from FROM into OUT, with the packages of WORK.
if(NOT EXISTS ${WORK}/node_modules/vite)
  return()
endif()
file(REMOVE_RECURSE ${WORK}/src ${WORK}/public)
file(COPY ${FROM}/src ${FROM}/public ${FROM}/index.html ${FROM}/vite.config.ts ${FROM}/tsconfig.json DESTINATION ${WORK})
execute_process(COMMAND ${NODE} node_modules/typescript/bin/tsc --noEmit WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
set(ENV{SOHOA_WEB_OUT} ${OUT})
execute_process(COMMAND ${NODE} node_modules/vite/bin/vite.js build --logLevel warn WORKING_DIRECTORY ${WORK} COMMAND_ERROR_IS_FATAL ANY)
