# Puts the files of the page into one folder: exactly what the seal will hold.
# Run as a script with PAGE_DIR, TEXTS, FONTS, NOTICES, SOURCE, WEIGHTS and OUT.
cmake_minimum_required(VERSION 3.25)

set(missing "")
set(kept "")

function(place from name)
  if(NOT EXISTS ${from})
    set(missing ${missing} ${from} PARENT_SCOPE)
    return()
  endif()
  configure_file(${from} ${OUT}/${name} COPYONLY)
  set(kept ${kept} ${name} PARENT_SCOPE)
endfunction()

place(${PAGE_DIR}/page.js page.js)
place(${PAGE_DIR}/page.wasm page.wasm)
# The host's files keep the names they have under shell/.
file(GLOB host_files RELATIVE ${SOURCE}/shell ${SOURCE}/shell/page/*.js ${SOURCE}/shell/page/*.css
     ${SOURCE}/shell/page/*.html)
foreach(name ${host_files})
  place(${SOURCE}/shell/${name} ${name})
endforeach()
if(NOT page/host.js IN_LIST kept)
  set(missing ${missing} ${SOURCE}/shell/page/host.js)
endif()
# What page_texts made of the article and the report.
place(${TEXTS}/article.md article.md)
place(${TEXTS}/report.json report.json)
place(${NOTICES} notices.txt)
# The page runs these two; what it shows of the others is in the report and its sheets.
foreach(network cnn transformer)
  place(${WEIGHTS}/${network}.weights ${network}.weights)
endforeach()
# The picture sheets that the report names. Where two have one name, the page's own is the one
# beside the networks.
file(READ ${TEXTS}/report.json report)
string(REGEX MATCHALL "\"sheet\":\"[^\"/]+\"" sheets "${report}")
foreach(sheet ${sheets})
  string(REGEX REPLACE "\"sheet\":\"(.*)\"" "\\1" name "${sheet}")
  if(EXISTS ${WEIGHTS}/${name} OR NOT EXISTS ${WEIGHTS}/studies/${name})
    place(${WEIGHTS}/${name} ${name})
  else()
    place(${WEIGHTS}/studies/${name} ${name})
  endif()
endforeach()
file(GLOB fonts ${FONTS}/*.ttf ${FONTS}/*.bin)
foreach(font ${fonts})
  cmake_path(GET font FILENAME name)
  place(${font} fonts/${name})
endforeach()

if(missing)
  list(JOIN missing "\n  " lines)
  message(FATAL_ERROR "The page cannot be assembled without\n  ${lines}\nweights/README.md says how the trained files are made.")
endif()
# Whatever an earlier build left there must not be sealed in.
file(GLOB_RECURSE present RELATIVE ${OUT} ${OUT}/*)
foreach(name ${present})
  if(NOT name IN_LIST kept)
    file(REMOVE ${OUT}/${name})
  endif()
endforeach()
