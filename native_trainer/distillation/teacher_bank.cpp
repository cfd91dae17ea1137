// The numbers that describe a bank are checked against each other and against
// the file's size before anything is allocated.
#include "native_trainer/distillation/teacher_bank.hpp"

#include <zlib.h>

#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/image/digit_image.hpp"
#include "native_trainer/io/disk.hpp"

namespace second_opinion {
namespace {

constexpr char kMagic[4] = {'S', 'O', 'T', 'B'};
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHeader = 16;
constexpr std::size_t kSummed = 12;  // the checksum covers everything from here on
using Json = nlohmann::json;

void put_number(std::vector<unsigned char>& bytes, std::size_t offset, std::uint32_t number) {
  std::memcpy(bytes.data() + offset, &number, sizeof number);
}

std::uint32_t get_number(std::span<const unsigned char> bytes, std::size_t offset) {
  std::uint32_t number;
  std::memcpy(&number, bytes.data() + offset, sizeof number);
  return number;
}

std::uint32_t crc_of(const void* bytes, std::size_t size) {
  return static_cast<std::uint32_t>(crc32_z(0, static_cast<const unsigned char*>(bytes), size));
}

std::string description(const TeacherBank& bank) {
  Json teachers = Json::array();
  for (const BankTeacher& teacher : bank.teachers)
    teachers.push_back(
        {{"file", teacher.file}, {"checksum", teacher.checksum}, {"accuracy", teacher.accuracy}});
  return Json{{"augmentation", bank.subject.augmentation},
              {"data", bank.subject.data},
              {"split", bank.subject.split},
              {"images", bank.subject.images},
              {"seed", bank.seed},
              {"views", bank.views},
              {"light_views", bank.light_views},
              {"accuracy", bank.accuracy},
              {"sample", bank.sample},
              {"teachers", std::move(teachers)}}
      .dump();
}

// Throws Json::exception when a key is missing or of another type.
TeacherBank read_description(const Json& json) {
  TeacherBank bank;
  bank.subject = {json.at("augmentation").get<std::string>(), json.at("data").get<std::uint32_t>(),
                  json.at("split").get<std::uint32_t>(), json.at("images").get<int>()};
  bank.seed = json.at("seed").get<std::uint64_t>();
  bank.views = json.at("views").get<int>();
  bank.light_views = json.at("light_views").get<int>();
  bank.accuracy = json.at("accuracy").get<double>();
  if (json.contains("sample")) bank.sample = json.at("sample").get<std::vector<unsigned char>>();
  for (const Json& teacher : json.at("teachers"))
    bank.teachers.push_back({teacher.at("file").get<std::string>(),
                             teacher.at("checksum").get<std::uint32_t>(),
                             teacher.at("accuracy").get<double>()});
  return bank;
}

std::optional<TeacherBank> try_description(std::span<const unsigned char> text) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  try {
    return read_description(json);
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

std::vector<unsigned char> encode_bank(TeacherBank& bank) {
  const std::string text = description(bank);
  std::vector<unsigned char> bytes(kHeader + text.size() +
                                   bank.logits.size() * sizeof(std::uint16_t));
  std::memcpy(bytes.data(), kMagic, sizeof kMagic);
  put_number(bytes, 4, kVersion);
  put_number(bytes, 12, static_cast<std::uint32_t>(text.size()));
  std::memcpy(bytes.data() + kHeader, text.data(), text.size());
  if (!bank.logits.empty())
    std::memcpy(bytes.data() + kHeader + text.size(), bank.logits.data(),
                bank.logits.size() * sizeof(std::uint16_t));
  bank.checksum = crc_of(bytes.data() + kSummed, bytes.size() - kSummed);
  put_number(bytes, 8, bank.checksum);
  return bytes;
}

Result<TeacherBank, std::string> decode_bank(std::span<const unsigned char> bytes) {
  if (bytes.size() < kHeader || std::memcmp(bytes.data(), kMagic, sizeof kMagic) != 0)
    return Failure{std::string("is no bank of teacher logits; make one with `trainer teach`")};
  if (get_number(bytes, 4) != kVersion)
    return Failure{std::string(
        "was written by another version of the trainer; make it anew with `trainer teach`")};
  const std::uint32_t sum = crc_of(bytes.data() + kSummed, bytes.size() - kSummed);
  if (get_number(bytes, 8) != sum)
    return Failure{
        std::string("is damaged (its checksum is wrong); make it anew with `trainer teach`")};
  const std::size_t length = get_number(bytes, 12);
  const std::string inconsistent =
      "is damaged (its description and its length disagree); make it anew with `trainer teach`";
  if (length > bytes.size() - kHeader) return Failure{inconsistent};
  auto bank = try_description(bytes.subspan(kHeader, length));
  if (!bank || bank->views < 1 || bank->subject.images < 1 || bank->light_views < 0 ||
      bank->light_views > bank->views)
    return Failure{inconsistent};
  if (bank->sample.size() % kImagePixels != 0) return Failure{inconsistent};
  const auto rest = bytes.subspan(kHeader + length);
  const std::uint64_t rows =
      static_cast<std::uint64_t>(bank->views) * static_cast<std::uint64_t>(bank->subject.images);
  if (rest.size() / sizeof(std::uint16_t) / kDigitCount != rows ||
      rest.size() % (sizeof(std::uint16_t) * kDigitCount) != 0)
    return Failure{inconsistent};
  bank->logits.resize(rest.size() / sizeof(std::uint16_t));
  std::memcpy(bank->logits.data(), rest.data(), rest.size());
  bank->checksum = sum;
  return std::move(*bank);
}

std::string bank_augmentation(const std::string& recipe_text) {
  Json augmentation = Json::parse(recipe_text).value("augmentation", Json::object());
  augmentation.erase("light_last_epochs");
  return augmentation.dump();
}

BankSubject bank_subject(const std::string& recipe_text, std::uint32_t data_checksum,
                         std::span<const int> training_part) {
  return {bank_augmentation(recipe_text), data_checksum,
          crc_of(training_part.data(), training_part.size_bytes()),
          static_cast<int>(training_part.size())};
}

Result<TeacherBank, std::string> load_bank(const std::filesystem::path& path) {
  const auto bytes = read_file(path, kMaxBankBytes);
  if (!bytes) return Failure{bytes.error()};
  auto bank = decode_bank(bytes.value());
  if (!bank) return Failure{path.string() + ": " + bank.error()};
  return bank;
}

}  // namespace second_opinion
