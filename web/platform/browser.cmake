# For browsers: page.js + page.wasm, the inference core as a module, and the
# folder of files that the seal makes one secret of.
target_compile_options(so_imgui PRIVATE -Oz -fno-exceptions -fno-rtti)
target_compile_options(so_md4c PRIVATE -Oz)

file(STRINGS ${IMGUI_DIR}/imgui.h SO_IMGUI_VERSION REGEX "^#define IMGUI_VERSION_NUM +1922[0-9]")
set(SO_IMGUI_FRAME platform/imgui_frame.cpp)
if(SO_IMGUI_VERSION)
  set(SO_IMGUI_FRAME platform/imgui_frame_lean.cpp)
endif()
add_executable(page platform/browser.cpp ${SO_IMGUI_FRAME} platform/picture_texture.cpp
  ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
set_source_files_properties(${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp PROPERTIES
  COMPILE_OPTIONS "-w")
target_include_directories(page SYSTEM PRIVATE ${IMGUI_DIR}/backends)
target_compile_definitions(page PRIVATE IMGUI_IMPL_OPENGL_ES3)
target_compile_options(page PRIVATE -Oz -fno-exceptions -fno-rtti)
target_link_libraries(page PRIVATE so_web_page so_warnings)
# What is exported stands in web/host/functions.hpp; the two here are the C library's. Emscripten
# would replace getContext() for a bug of old Safaris, which ends the page where there is no WebGL.
target_link_options(page PRIVATE -Oz -fno-exceptions -fno-rtti --no-entry
  -sMODULARIZE=1 -sEXPORT_ES6=1 -sUSE_ES6_IMPORT_META=0 -sEXPORT_NAME=createPage -sENVIRONMENT=web
  -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sINITIAL_MEMORY=33554432 -sMALLOC=emmalloc
  -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 -sGL_WORKAROUND_SAFARI_GETCONTEXT_BUG=0
  -sDYNAMIC_EXECUTION=0 -sINVOKE_RUN=0 -sBINARYEN_EXTRA_PASSES=--converge
  -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=HEAPU8)

# What page, host and payload agree on, as the C++ prints it.
add_executable(print_manifest platform/print_manifest.cpp)
target_link_libraries(print_manifest PRIVATE so_web_host so_warnings)
target_link_options(print_manifest PRIVATE -sENVIRONMENT=node -sSINGLE_FILE=1 -sFILESYSTEM=0)
set(SO_MANIFEST ${CMAKE_BINARY_DIR}/manifest.json)
add_custom_command(OUTPUT ${SO_MANIFEST}
  # Under another name, or Node would take it for one of our own modules.
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:print_manifest> ${SO_MANIFEST}.cjs
  COMMAND node ${SO_MANIFEST}.cjs > ${SO_MANIFEST}.part
  COMMAND ${CMAKE_COMMAND} -E rename ${SO_MANIFEST}.part ${SO_MANIFEST}
  DEPENDS print_manifest VERBATIM)

# The host's modules as one.
set(SO_HOST ${CMAKE_BINARY_DIR}/host.js)
file(GLOB SO_HOST_MODULES CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/shell/page/*.js)
add_custom_command(OUTPUT ${SO_HOST}
  COMMAND node ${CMAKE_SOURCE_DIR}/node_modules/esbuild/bin/esbuild
          ${CMAKE_SOURCE_DIR}/shell/page/host.js --bundle --format=esm --charset=utf8
          --log-level=warning --outfile=${SO_HOST}
  DEPENDS ${SO_HOST_MODULES} VERBATIM)

# The core alone: plain wasm with no JavaScript of Emscripten's around it. core_module.mjs is its
# whole interface.
add_executable(core_module core_module/core_module.cpp)
set_target_properties(core_module PROPERTIES OUTPUT_NAME second-opinion-core SUFFIX .wasm)
target_compile_options(core_module PRIVATE -O3 -fno-exceptions -fno-rtti)
target_link_libraries(core_module PRIVATE so_core_classifier so_warnings)
set(SO_CORE_FUNCTIONS allocate release load error classify knows_novelty judge from_canvas unload)
list(TRANSFORM SO_CORE_FUNCTIONS PREPEND _so_core_)
list(JOIN SO_CORE_FUNCTIONS "," SO_CORE_EXPORTS)
target_link_options(core_module PRIVATE -O3 -fno-exceptions -fno-rtti --no-entry
  -sSTANDALONE_WASM=1 -sFILESYSTEM=0 -sALLOW_MEMORY_GROWTH=1 -sMALLOC=emmalloc
  -sEXPORTED_FUNCTIONS=${SO_CORE_EXPORTS})
set(SO_SITE_CORE ${CMAKE_BINARY_DIR}/site/core)
set(SO_CORE_FILES)
foreach(pair
    core_module.mjs:second-opinion-core.mjs core_module.d.mts:second-opinion-core.d.mts
    core_pool.mjs:second-opinion-core-pool.mjs core_pool.d.mts:second-opinion-core-pool.d.mts
    core_worker.mjs:second-opinion-core-worker.mjs core_example.html:example.html
    core_example.mjs:example.mjs)
  string(REPLACE ":" ";" names ${pair})
  list(GET names 0 from)
  list(GET names 1 to)
  set(source ${CMAKE_SOURCE_DIR}/web/core_module/${from})
  add_custom_command(OUTPUT ${SO_SITE_CORE}/${to}
    COMMAND ${CMAKE_COMMAND} -E copy ${source} ${SO_SITE_CORE}/${to}
    DEPENDS ${source} VERBATIM)
  list(APPEND SO_CORE_FILES ${SO_SITE_CORE}/${to})
endforeach()
add_custom_command(OUTPUT ${SO_SITE_CORE}/second-opinion-core.wasm
  COMMAND ${CMAKE_COMMAND} -E make_directory ${SO_SITE_CORE}
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:core_module>
          ${SO_SITE_CORE}/second-opinion-core.wasm
  DEPENDS core_module VERBATIM)
add_custom_target(site_core ALL DEPENDS ${SO_CORE_FILES} ${SO_SITE_CORE}/second-opinion-core.wasm)

# Licence texts of everything that is compiled in or shipped.
set(SO_NOTICES ${CMAKE_BINARY_DIR}/notices.txt)
add_custom_command(OUTPUT ${SO_NOTICES}
  COMMAND ${CMAKE_COMMAND} -DOUT=${SO_NOTICES} -DFONTS=${SO_FONT_NOTICES}
          -DIMGUI_DIR=${IMGUI_DIR} -DMD4C_DIR=${MD4C_DIR}
          -P ${CMAKE_CURRENT_LIST_DIR}/gather_notices.cmake
  DEPENDS ${SO_FONT_NOTICES} ${CMAKE_CURRENT_LIST_DIR}/gather_notices.cmake
          ${CMAKE_CURRENT_LIST_DIR}/linked_notices.py VERBATIM)

# Runs under Node while the page is built. As one file, it need not find and fetch its wasm.
add_executable(page_texts platform/page_texts.cpp)
target_compile_options(page_texts PRIVATE -O1 -fno-exceptions -fno-rtti)
target_link_libraries(page_texts PRIVATE so_web_page so_warnings)
target_link_options(page_texts PRIVATE -O1 -fno-exceptions -fno-rtti
  -sENVIRONMENT=node -sNODERAWFS=1 -sSINGLE_FILE=1 -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1)
# The package says that its .js files are ES modules; what Emscripten writes here is none.
add_custom_command(TARGET page_texts POST_BUILD
  COMMAND ${CMAKE_COMMAND} -E copy $<TARGET_FILE:page_texts>
          $<TARGET_FILE_DIR:page_texts>/page_texts.cjs VERBATIM)
find_program(NODE node REQUIRED NO_CMAKE_FIND_ROOT_PATH)

set(SO_WEIGHTS_DIR ${CMAKE_SOURCE_DIR}/weights CACHE PATH
  "Trained weights, report.json and its picture sheets")
set(SO_ARTICLE ${CMAKE_SOURCE_DIR}/web/article/article.md CACHE FILEPATH
  "The article, as its author writes it")
set(SO_PAGE_TEXTS ${CMAKE_BINARY_DIR}/page_texts)
add_custom_target(payload ALL
  COMMAND ${NODE} $<TARGET_FILE_DIR:page_texts>/page_texts.cjs
          ${SO_ARTICLE} ${SO_WEIGHTS_DIR}/report.json ${SO_PAGE_TEXTS}
  COMMAND ${CMAKE_COMMAND} -DPAGE_DIR=$<TARGET_FILE_DIR:page> -DHOST=${SO_HOST}
          -DMANIFEST=${SO_MANIFEST} -DTEXTS=${SO_PAGE_TEXTS} -DSOURCE=${CMAKE_SOURCE_DIR}
          -DBUILD=${CMAKE_BINARY_DIR} -DWEIGHTS=${SO_WEIGHTS_DIR} -DOUT=${CMAKE_BINARY_DIR}/payload
          -P ${CMAKE_CURRENT_LIST_DIR}/assemble_payload.cmake
  DEPENDS page page_texts fonts ${SO_NOTICES} ${SO_MANIFEST} ${SO_HOST} VERBATIM)
