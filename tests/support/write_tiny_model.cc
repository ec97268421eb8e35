// Writes the tiny model that tests/frozen keeps: write_tiny_model FILE. Run it only to freeze a new one; the old
// ones stay, so that every released format stays readable.
// write_tiny_model FILE seed: a smaller one with an act head and a reader, fuzz/seeds/model_file.
#include "tiny_model.h"

#include <fstream>

int main(int argc, char** argv) {
    if (argc != 2 && argc != 3) return 2;
    using rostra::testing::TinyModel;
    const TinyModel model = argc == 2 ? TinyModel() : TinyModel({.hidden = 32, .layers = 2, .intermediate = 32, .role_hidden = 16, .window = 104, .overlap = 8, .max_positions = 104, .act_hidden = 16, .reader_hidden = 32});
    std::ofstream(argv[1], std::ios::binary) << model.bytes();
    return 0;
}
