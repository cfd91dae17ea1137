// Covers core/csv/text_kind.cpp: numbers as other programs print, save and write them are named,
// and no text whose cells can be told apart is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/csv/file_kind.hpp"
#include "tests/support/csv_refusals.hpp"
#include "tests/support/csv_text.hpp"

namespace second_opinion {
namespace {

using namespace testing;
using ::testing::HasSubstr;

// The digit with something before, between and behind its rows.
std::string framed(std::string_view before, std::string_view delimiter, std::string_view between,
                   std::string_view behind) {
  std::string text = join(table(28, 28), delimiter, between);
  text.resize(text.size() - between.size());
  return std::string(before) + text + std::string(behind);
}

struct Row {
  const char* what;
  std::string text;
  const char* name;
};

std::vector<Row> foreign_texts() {
  return {
      {"json.dumps", framed("[[", ", ", "], [", "]]"), "JSON and Python"},
      {"JSON over several lines", framed("[\n  [", ",\n", "],\n  [", "]\n]\n"), "JSON and Python"},
      {"one list a line", framed("[", ", ", "]\n[", "]\n"), "JSON and Python"},
      {"one list a line, with commas", framed("[", ", ", "],\n[", "],\n"), "JSON and Python"},
      {"one flat list", framed("[", ", ", ", ", "]"), "JSON and Python"},
      {"tuples", framed("((", ", ", "), (", "))"), "JSON and Python"},
      {"assigned in Python", framed("digit = [[", ", ", "],\n [", "]]\n"), "JSON and Python"},
      {"assigned in JavaScript", framed("const digit = [[", ",", "],[", "]];\n"),
       "JSON and Python"},
      {"a JSON object", framed("{\"image\": [[", ", ", "], [", "]]}"), "This is JSON,"},
      {"a JSON object over lines", framed("{\n  \"image\": [\n[", ", ", "],\n[", "]]\n}\n"),
       "This is JSON,"},
      {"a Python dict", framed("{'image': [[", ", ", "], [", "]]}"), "This is JSON,"},
      {"print(array)", framed("[[", "   ", "]\n [", "]]\n"), "Python and NumPy print"},
      {"print(array), flat", framed("[", " ", "\n ", "]\n"), "Python and NumPy print"},
      {"repr(array)", framed("array([[", ",   ", "],\n       [", "]], dtype=uint8)\n"),
       "Python and NumPy print"},
      {"np.array in a script", framed("x = np.array([[", ", ", "], [", "]])"),
       "Python and NumPy print"},
      {"torch", framed("tensor([[", ", ", "],\n        [", "]])"), "Python and NumPy print"},
      {"TensorFlow", framed("<tf.Tensor: shape=(28, 28), numpy=\narray([[", ", ", "],\n[", "]])>"),
       "Python and NumPy print"},
      {"pandas", "     0   1   2  ...\n0    0   0   0  ...\n\n[28 rows x 28 columns]\n",
       "pandas prints"},
      {"a MATLAB literal", framed("x = [", " ", "; ", "];\n"), "MATLAB"},
      {"a MATLAB literal without a name", framed("[", " ", ";", "]"), "MATLAB"},
      {"a MATLAB literal with commas", framed("x = [", ", ", "; ", "];\n"), "MATLAB"},
      {"a MATLAB literal over lines", framed("x = [\n", " ", "\n", "];\n"), "MATLAB"},
      {"MATLAB's display", "\nx =\n\n  Columns 1 through 13\n\n     0     0\n", "MATLAB"},
      {"Octave's display", " Columns 1 through 20:\n\n   0   0\n", "MATLAB"},
      {"Octave's save -text",
       "# Created by Octave 7.3.0\n# name: x\n# type: matrix\n# rows: 28\n# columns: 28\n" +
           join(table(28, 28), " "),
       "Octave"},
      {"the same without its first line", "# name: x\n# type: matrix\n" + join(table(28, 28), " "),
       "Octave"},
      {"R's print", "     [,1] [,2]\n[1,]    0    0\n", "as R prints"},
      {"R's dput", framed("structure(c(", ", ", ", ", "), dim = c(28L, 28L))"), "as R prints"},
      {"c() in R", framed("x <- c(", ", ", ",\n", ")\n"), "as R prints"},
      {"Julia", "28×28 Matrix{Int64}:\n" + join(table(28, 28), "  "), "Julia prints"},
      {"a C array", framed("const uint8_t digit[28][28] = {\n  {", ", ", "},\n  {", "}\n};\n"),
       "braces"},
      {"a C array below a comment",
       framed("/* a seven, 28 by 28 */\nint x[784] = {", ",", ",", "};"), "braces"},
      {"a C header",
       framed("#ifndef DIGIT_H\nstatic int x[] = {", ",", ",\n", "};\n#endif  // DIGIT_H\n"),
       "braces"},
      {"Mathematica", framed("{{", ", ", "}, {", "}}"), "braces"},
      {"rows in quotes", framed("\"", ",", "\"\n\"", "\"\n"), "each row in quotes"},
      {"rows in single quotes", framed("'", ";", "'\r\n'", "'\r\n"), "each row in quotes"},
      {"rows in quotes, then commas", framed("\"", " ", "\",,\n\"", "\",,\n"),
       "each row in quotes"},
      {"everything in one pair of quotes", framed("\"", ",", "\n", "\"\n"), "one pair of quotes"},
  };
}

TEST(TextKind, NamesWhatOtherProgramsWrite) {
  for (const Row& row : foreign_texts()) {
    SCOPED_TRACE(row.what);
    for (const std::string& text : {row.text, "\xEF\xBB\xBF\r\n" + row.text + "\n\n"}) {
      const auto result = parse(text);
      const FileKind kind = expect_fault<csv_fault::OtherKind>(result).kind;
      if (result.ok()) continue;
      EXPECT_THAT(describe(result.error()), HasSubstr(row.name));
      EXPECT_FALSE(kind.remedy.empty());
    }
  }
}

TEST(TextKind, LeavesAloneWhatHasCells) {
  const std::string csv = digit_csv();
  const std::vector<std::string> texts{
      csv,
      join(table(28, 28), ";"),
      join(table(28, 28), "\t"),
      join(table(28, 28), "  "),
      join(table(28, 28, [](int r, int c) { return '"' + byte_at(r, c) + '"'; })),
      join(table(28, 28, [](int, int) { return "\"0,5\""; })),
      "\"0,5\"\n\"0,25\"\n",
      with_cell(1, 1, "[0"),
      with_cell(28, 28, "5]"),
      with_cell(28, 28, "[5]"),
      with_cell(28, 28, "{5}"),
      "pixel[0],pixel[1]\n0,1\n",
      "a(1),b(2)\n" + csv,
      "Dear reader,\nthis is no picture (yet)",
      "#,0,1,2\n0,1,2,3",
      "",
      "\"",
      "[]",
      "{",
      "(",
      "0 ="};
  for (const std::string& text : texts) {
    EXPECT_FALSE(recognize_text(text))
        << text.substr(0, 60) << " is " << recognize_text(text)->name;
  }
}

}  // namespace
}  // namespace second_opinion
