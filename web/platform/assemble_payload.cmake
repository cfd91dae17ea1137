# Puts the files of the page into one folder: exactly what the seal will hold. The manifest says
# which assets these are. Run as a script with PAGE_DIR, HOST, MANIFEST, TEXTS, SOURCE, BUILD,
# WEIGHTS and OUT.
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
place(${MANIFEST} manifest.json)
place(${HOST} page/host.js)
foreach(name host.html host.css reader.css)
  place(${SOURCE}/shell/page/${name} page/${name})
endforeach()

# The folders behind the manifest's origins.
set(folder_texts ${TEXTS})
set(folder_weights ${WEIGHTS})
set(folder_studies ${WEIGHTS}/studies)
set(folder_build ${BUILD})
file(READ ${MANIFEST} manifest)
string(JSON count LENGTH "${manifest}" assets)
math(EXPR last "${count} - 1")
foreach(i RANGE ${last})
  string(JSON name GET "${manifest}" assets ${i} name)
  string(JSON origin GET "${manifest}" assets ${i} origin)
  string(JSON optional GET "${manifest}" assets ${i} optional)
  if(EXISTS ${folder_${origin}}/${name} OR NOT optional)
    place(${folder_${origin}}/${name} ${name})
  endif()
endforeach()

if(missing)
  list(JOIN missing "\n  " lines)
  message(FATAL_ERROR "The page cannot be assembled without\n  ${lines}\n"
    "weights/README.md says how the trained files are made.")
endif()
# Whatever an earlier build left there must not be sealed in.
file(GLOB_RECURSE present RELATIVE ${OUT} ${OUT}/*)
foreach(name ${present})
  if(NOT name IN_LIST kept)
    file(REMOVE ${OUT}/${name})
  endif()
endforeach()
