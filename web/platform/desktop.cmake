# The same page as a desktop program (GLFW, OpenGL 3), for quick work on it. It
# reads its assets from the source tree and from the fonts built below.
find_package(glfw3 REQUIRED)
find_package(OpenGL REQUIRED)
add_executable(second_opinion platform/desktop.cpp platform/imgui_frame.cpp
  platform/picture_texture.cpp ${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp)
set_source_files_properties(${IMGUI_DIR}/backends/imgui_impl_opengl3.cpp PROPERTIES
  COMPILE_OPTIONS "-w")
target_include_directories(second_opinion SYSTEM PRIVATE ${IMGUI_DIR}/backends)
target_link_libraries(second_opinion PRIVATE so_web_page so_warnings glfw OpenGL::GL)
target_compile_definitions(second_opinion PRIVATE
  SO_SOURCE_DIR="${CMAKE_SOURCE_DIR}" SO_BUILD_DIR="${CMAKE_BINARY_DIR}")
add_dependencies(second_opinion fonts)
