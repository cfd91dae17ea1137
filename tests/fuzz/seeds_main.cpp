// fuzz_seeds DIR: what seeds.cpp makes, for libFuzzer to begin with.
#include "tests/fuzz/seeds.hpp"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  second_opinion::fuzz::write_seeds(arguments[1]);
}
