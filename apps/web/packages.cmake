# Fetches the pinned packages into WORK. Without a network the program is built all the same, without the page.
file(MAKE_DIRECTORY ${WORK})
file(COPY ${FROM}/package.json ${FROM}/package-lock.json DESTINATION ${WORK})
execute_process(COMMAND ${NPM} ci --no-audit --no-fund --loglevel=error WORKING_DIRECTORY ${WORK} RESULT_VARIABLE failed)
if(failed)
  message(WARNING "npm could not fetch the packages of the page in the browser; it is left out")
  file(REMOVE_RECURSE ${WORK}/node_modules)
endif()
file(TOUCH ${WORK}/packages)
