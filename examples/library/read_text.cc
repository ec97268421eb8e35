// The library in five lines: load once, read many. `models` is the folder of this repository.
#include "rostra/publish.h"

#include <iostream>

int main(int argc, char** argv) {
    auto reader = rostra::Reader::load({.models_directory = argc > 1 ? argv[1] : "models"});
    if (!reader) return std::cerr << reader.error().message() << '\n', 1;
    auto reading = reader->read_text("The accusations are baseless, China's UN ambassador Zhang Jun said on Tuesday.");
    if (!reading) return std::cerr << reading.error().message() << '\n', 1;
    std::cout << rostra::to_text(*reading, false);
}
