# One text with the licences of everything that the page ships. Run as a script
# with OUT, FONTS, IMGUI_DIR and MD4C_DIR.
cmake_minimum_required(VERSION 3.25)

set(text "Second Opinion is made with the following works.\n")

function(append title)
  foreach(candidate ${ARGN})
    if(EXISTS ${candidate})
      file(READ ${candidate} licence)
      string(LENGTH "${title}" length)
      string(REPEAT "=" ${length} underline)
      set(text "${text}\n\n${title}\n${underline}\n\n${licence}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "No licence text for ${title}; looked for ${ARGN}.")
endfunction()

append("Dear ImGui" ${IMGUI_DIR}/LICENSE.txt ${IMGUI_DIR}/LICENSE)
append("md4c" ${MD4C_DIR}/LICENSE.md ${MD4C_DIR}/LICENSE)
append("Eigen" /usr/share/doc/libeigen3-dev/copyright)
append("stb" /usr/share/doc/libstb-dev/copyright)
append("JSON for Modern C++" /usr/share/doc/nlohmann-json3-dev/copyright)
# Of Emscripten only what is linked in: its runtime, the C library, and LLVM's libraries.
if(EXISTS /usr/share/doc/emscripten/copyright)
  execute_process(
    COMMAND /usr/bin/python3 ${CMAKE_CURRENT_LIST_DIR}/linked_notices.py
      /usr/share/doc/emscripten/copyright
      * src/ system/lib/libc/ system/lib/libcxx/ system/lib/libcxxabi/ system/lib/compiler-rt/
      system/lib/emmalloc
    OUTPUT_FILE ${OUT}.emscripten COMMAND_ERROR_IS_FATAL ANY)
endif()
append("Emscripten" ${OUT}.emscripten)
file(READ ${FONTS} fonts)
file(WRITE ${OUT}.part "${text}\n\n${fonts}")
file(RENAME ${OUT}.part ${OUT})
